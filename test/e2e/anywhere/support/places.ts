import { browsers, browsersForWords, type TestBrowser } from '../../support/browsers';
import { INSTALLED, PLACE } from './place';

/** Where the scripts of this folder run. */
export type Place =
  | { kind: 'simulator'; name: string; browser: TestBrowser }
  /** DevTools are started for each script, with a project of its own. */
  | { kind: 'devtools'; name: string; cliPath: string | undefined }
  /** Somebody has opened this project, and nobody can change what it was built from. */
  | { kind: 'address'; name: string; wsEndpoint: string };

const outside = placeOutside(process.env[PLACE]);

function placeOutside(value: string | undefined): Place | undefined {
  if (!value) return undefined;
  if (/^wss?:/.test(value)) return { kind: 'address', name: value, wsEndpoint: value };
  return { kind: 'devtools', name: 'WeChat DevTools', cliPath: value === INSTALLED ? undefined : value };
}

function placesOf(simulated: readonly TestBrowser[]): Place[] {
  if (outside) return [outside];
  return simulated.map((browser) => ({ kind: 'simulator', name: browser.name, browser }));
}

/** At least one. */
export const places = placesOf(browsers);

/** The same for a script that is about words and states, which need no layout. */
export const placesForWords = placesOf(browsersForWords);

/** `test` for what only the simulator has: a switch for the network, WeChat's own dialogs with a finger on them. */
export const testInSimulator = outside ? test.skip : test;
