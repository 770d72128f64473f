import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { fromWx } from '../task/fromWx';
import type { Cancellation } from '../task/Task';

const SCOPE = 'scope.writePhotosAlbum';

/**
 * Asks for the album when nobody has yet. Rejects with `album-refused`: then only the settings help. WeChat has `limit`
 * milliseconds to say what was answered before; a person has all the time.
 */
export async function askForAlbum(
  attempt: Attempt,
  { unlessCancelled }: Cancellation,
  limit: number,
): Promise<void> {
  const allowed = await unlessCancelled(isAllowed(limit));
  if (allowed) return;
  if (allowed === false) {
    // WeChat: authorize never asks a second time.
    throw new Failure({ code: 'album-refused', attempt, detail: `${SCOPE} was refused before` });
  }
  await unlessCancelled(
    new Promise<void>((resolve, reject) => {
      wx.authorize({ scope: SCOPE, success: () => resolve(), fail: reject });
    }),
  );
}

/**
 * Why a save failed. Refused although this Mini Program is allowed, it was the phone that refused WeChat; what WeChat
 * says then differs by phone and version, and need not name the phone. Rejects with the `Failure`.
 */
export async function explainRefusal(error: unknown, attempt: Attempt, limit: number): Promise<never> {
  const failure = failureFrom(error, attempt);
  if (failure.code !== 'album-refused' || !(await isAllowed(limit).catch(() => false))) throw failure;
  throw new Failure({ ...failure, code: 'wechat-permission' });
}

/** Undefined when nobody has been asked yet. */
function isAllowed(limit: number): Promise<boolean | undefined> {
  return fromWx('getSetting', limit, (resolve, reject) => {
    wx.getSetting({ success: ({ authSetting }) => resolve(authSetting[SCOPE]), fail: reject });
  });
}

/** Opens WeChat's settings of this Mini Program. No await before it: WeChat wants it within the tap. */
export function openAlbumSettings(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    wx.openSetting({ success: ({ authSetting }) => resolve(authSetting[SCOPE] === true), fail: reject });
  });
}
