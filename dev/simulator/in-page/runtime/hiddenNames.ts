import type { PageWindow } from './PageWindow';

/**
 * The standard objects that code of a Mini Program finds on every phone: ECMAScript 2020, which WeChat's own core-js
 * completes where the phone lacks some (https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/js-support.html).
 * Not among them, because core-js can't add it and old phones have none: BigInt with its arrays (iOS 13), Intl
 * (Android), SharedArrayBuffer, Atomics, WeakRef. `eval` is refused by WeChat. Which of them newer phones have is not
 * documented.
 */
const standard = [
  ...['Infinity', 'NaN', 'undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'],
  ...['Object', 'Function', 'Boolean', 'Symbol', 'Number', 'String', 'RegExp', 'Date', 'Math', 'JSON'],
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['Array', 'ArrayBuffer', 'DataView', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Proxy', 'Reflect'],
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array'],
  ...['Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array'],
];

/** Timers: the only functions of a browser that WeChat's typings declare beside its own (miniprogram-api-typings). */
const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];

const allowed = new Set([...standard, ...timers]);

/**
 * The names of the browser that a Mini Program must not see, so that it fails here as it would on a phone. All but an
 * allowed few: a browser gets new ones with each version. `window` is among them: libraries that probe for it find it
 * undefined, as in WeChat.
 */
export function hiddenNames(window: PageWindow): string[] {
  const names = new Set(window.pageRunner?.names);
  let level: object = window;
  // What every object has (`toString`, …) a phone's global object has, too.
  while (level !== window.Object.prototype) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
    level = Object.getPrototypeOf(level);
  }
  return [...names].filter((name) => !allowed.has(name) && /^[A-Za-z_$][\w$]*$/.test(name));
}
