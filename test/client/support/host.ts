import { createFakeWx, type FakeWx } from '../../support/fakeWx';
import { ScriptedCloud } from './ScriptedCloud';

/**
 * The Mini Program's side of a test file: a fake wx on a scripted cloud. The SDK takes hold of wx when it is loaded, so
 * the product code may only be required once wx is there.
 */
export function useHost(): { fake: FakeWx; cloud: ScriptedCloud } {
  const fake = createFakeWx();
  const cloud = new ScriptedCloud();
  // WeChat's module wrapper declares window, and the SDK's bundle mentions it.
  Object.assign(globalThis, { wx: fake.wx, window: {} });
  beforeAll(() => cloud.start());
  beforeEach(async () => {
    cloud.reset();
    await fake.reset();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    expect(fake.thrown).toEqual([]);
  });
  afterAll(async () => {
    // What still goes on in the background would tell, after the last test, that the cloud is gone.
    console.warn = () => undefined;
    await cloud.close();
    fake.close();
  });
  return { fake, cloud };
}

export function load<T>(path: string): T {
  return jest.requireActual<T & object>(`../../../miniprogram/cos/${path}`);
}
