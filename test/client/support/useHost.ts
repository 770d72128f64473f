import type { TestPhone, TestPhoneOptions } from '../../support/phone/TestPhone';
import { usePhone } from '../../support/phone/usePhone';
import { ScriptedCloud } from './ScriptedCloud';

/**
 * The Mini Program's side of a test file: a phone on a scripted cloud. The SDK takes hold of wx when it is loaded, so the
 * product code may only be required once wx is there.
 */
export function useHost(options: TestPhoneOptions = {}): { phone: TestPhone; cloud: ScriptedCloud } {
  const phone = usePhone(options);
  const cloud = new ScriptedCloud();
  beforeAll(() => cloud.start());
  beforeEach(() => cloud.reset());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => cloud.close());
  return { phone, cloud };
}

export function load<T>(path: string): T {
  return jest.requireActual<T & object>(`../../../miniprogram/cos/${path}`);
}
