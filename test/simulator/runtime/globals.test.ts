import { browsers, openTour, type Tour } from './support/openTour';

/** ECMAScript 2020 without what old phones lack (BigInt, SharedArrayBuffer, Atomics), and what WeChat puts beside it. */
const onPhones = [
  ...['Infinity', 'NaN', 'undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'],
  ...['Object', 'Function', 'Boolean', 'Symbol', 'Number', 'String', 'RegExp', 'Date', 'Math', 'JSON'],
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['Array', 'ArrayBuffer', 'DataView', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Proxy', 'Reflect'],
  ...[
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
  ],
  ...[
    'Float32Array',
    'Float64Array',
    'globalThis',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
  ],
  ...['console', 'wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages', 'global'],
];

/** Some of what a browser or Node has beside them. jsdom's window can't list its own names. */
const notOnPhones = [
  ...[
    'window',
    'self',
    'document',
    'navigator',
    'location',
    'matchMedia',
    'process',
    'Buffer',
    'setImmediate',
  ],
  ...['AbortController', 'AbortSignal', 'structuredClone', 'queueMicrotask', 'Headers', 'DOMParser', 'Event'],
  ...['MessageChannel', 'EventTarget', 'performance', 'fetch', 'XMLHttpRequest', 'WebSocket', 'URL', 'Blob'],
  ...['TextDecoder', 'crypto', 'localStorage', 'eval', 'WebAssembly', 'BigInt', 'Intl', 'Atomics', 'WeakRef'],
];

describe.each(browsers)('what code of the Mini Program sees in %s', (browser) => {
  let tour: Tour;
  beforeAll(async () => {
    tour = await openTour({ browser });
  });
  afterAll(() => tour.close());

  /** The names among these that are there for a module. */
  const visible = (names: readonly string[]): Promise<string[]> =>
    tour.miniProgram.evaluate(
      `() => [${names.map((name) => `typeof ${name} !== 'undefined' && '${name}'`).join(', ')}].filter(Boolean)`,
    );
  /** Every name that the window of the browser has, whatever a module sees of it. */
  const names = async (): Promise<string[]> => {
    const found: string[] = await tour.miniProgram.evaluate(`() => {
      const names = [];
      const window = (function () { return this; })();
      for (let level = window; level && level !== Object.prototype; level = Object.getPrototypeOf(level)) {
        names.push(...Object.getOwnPropertyNames(level));
      }
      // An element with an id is a global name in every browser, and can't be hidden.
      return names.filter((name) => !window.document.getElementById(name));
    }`);
    return [...new Set([...notOnPhones, ...found])].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
  };

  test('of all that the browser has, only what a phone has', async () => {
    const all = await names();
    expect((await visible(all)).filter((name) => !onPhones.includes(name))).toEqual([]);
  });

  test('and all that a phone has', async () => {
    const expected = onPhones.filter((name) => name !== 'undefined');
    expect(await visible(expected)).toEqual(expected);
  });
});
