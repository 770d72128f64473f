import { join } from 'node:path';
import { buildFunctions } from '../../dev/functions/build';
import { findChromium } from '../../dev/simulator/in-node/browsers/openInChromium';
import { lendBrowser } from './sharedBrowser';

/**
 * Once, before all tests. The cloud functions are built anew: what an earlier `npm install` built may allow less than the
 * client asks for now. Without a browser its tests are left out and the run says so; where REQUIRE_BROWSER is set, as in CI,
 * the run fails instead.
 */
export default async function globalSetup(): Promise<void> {
  await buildFunctions(join(__dirname, '../../cloudfunctions'));
  if (findChromium() !== undefined) return lendBrowser();
  const missing =
    'No Chromium was found, so the browser tests are left out. To run them: apt-get install chromium, or set CHROME_PATH.';
  if (process.env.REQUIRE_BROWSER) throw new Error(missing);
  console.warn(missing);
}
