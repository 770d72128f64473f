import type { Cancellation } from '../client/Task';
import { type Attempt, Failure } from '../failures/Failure';
import { fromWx } from './fromWx';

const SCOPE = 'scope.writePhotosAlbum';

/**
 * Asks for the album when nobody has yet. Rejects with `album-refused`: then only the settings help. WeChat has `limit`
 * milliseconds to say what was answered before; a person has all the time.
 */
export async function askForAlbum(attempt: Attempt, { during }: Cancellation, limit: number): Promise<void> {
  const allowed = await during(
    fromWx<boolean | undefined>('getSetting', limit, (resolve, reject) => {
      wx.getSetting({ success: ({ authSetting }) => resolve(authSetting[SCOPE]), fail: reject });
    }),
  );
  if (allowed) return;
  if (allowed === false) {
    // WeChat: authorize never asks a second time.
    throw new Failure({ code: 'album-refused', attempt, detail: `${SCOPE} was refused before` });
  }
  await during(
    new Promise<void>((resolve, reject) => {
      wx.authorize({ scope: SCOPE, success: () => resolve(), fail: reject });
    }),
  );
}

/** Opens WeChat's settings of this Mini Program. No await before it: WeChat wants it within the tap. */
export function openAlbumSettings(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    wx.openSetting({ success: ({ authSetting }) => resolve(authSetting[SCOPE] === true), fail: reject });
  });
}
