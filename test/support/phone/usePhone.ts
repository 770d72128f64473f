import { TestPhone, type TestPhoneOptions } from './TestPhone';

/** A phone for a test file, a new one for each test. Its `wx` is the global one from now on. */
export function usePhone(options: TestPhoneOptions = {}): TestPhone {
  const phone = new TestPhone(options);
  // WeChat's module wrapper declares window, and the SDK's bundle mentions it.
  Object.assign(globalThis, { wx: phone.wx, window: {} });
  afterEach(() => phone.renew());
  afterAll(async () => {
    // What still goes on in the background would tell, after the last test, that there is no phone any more.
    console.warn = () => undefined;
    await phone.close();
  });
  return phone;
}
