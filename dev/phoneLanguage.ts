import type { TransformOptions } from 'esbuild';

/**
 * The JavaScript that the oldest phones read: iOS 14 and Chrome 86, which WeChat's own table gives for base library 3.6.0
 * (https://github.com/wechat-miniprogram/miniprogram-compat). `project.config.json` says `"es6": false`, so WeChat's compiler
 * takes off the types and leaves the rest as it is written.
 */
export const phoneLanguage = {
  target: ['ios14', 'chrome86'],
  supported: {
    // esbuild counts them as absent for a rare case each, which nothing here is: defaults that look at parameters behind them,
    // `f?.(...rest, last)`, and scripts that Unicode took in lately.
    destructuring: true,
    'optional-chain': true,
    'regexp-unicode-property-escapes': true,
  },
} satisfies TransformOptions;
