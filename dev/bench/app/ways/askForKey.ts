import type { CloudAddress } from '../../cloud/CloudMessages';
import type { Wx } from './Wx';

/** What the cloud function answers. */
export interface IssuedKey {
  readonly credentials: {
    readonly tmpSecretId: string;
    readonly tmpSecretKey: string;
    readonly sessionToken: string;
  };
  /** Unix seconds. */
  readonly startTime: number;
  readonly expiredTime: number;
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
}

/** A new temporary key, as a Mini Program without WeChat cloud asks for it. */
export function askForKey(wx: Wx, { functions }: CloudAddress): Promise<IssuedKey> {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) =>
        wx.request({
          url: `${functions}/cos-credentials`,
          method: 'POST',
          header: { 'Content-Type': 'application/json' },
          data: { code },
          success: ({ data }) => resolve(data as IssuedKey),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        }),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}
