import { closeSharedBrowser } from './sharedBrowser';

/** Once, after all tests, also when some failed. */
export default function globalTeardown(): Promise<void> {
  return closeSharedBrowser();
}
