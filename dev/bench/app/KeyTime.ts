import type { Wx } from './ways/Wx';

/** How long the script waited for temporary keys. */
export class KeyTime {
  /** In all. */
  seconds = 0;

  constructor(private readonly issuer: string) {}

  /** The same `wx`, whose requests to the issuer of keys are timed. */
  watch(wx: Wx): Wx {
    const request: Wx['request'] = (options) => {
      if (!options.url.startsWith(this.issuer)) return wx.request(options);
      const began = performance.now();
      return wx.request({
        ...options,
        success: (answer) => {
          this.seconds += (performance.now() - began) / 1000;
          options.success(answer);
        },
      });
    };
    return { ...wx, request };
  }
}
