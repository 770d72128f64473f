import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { fromWx } from '../task/fromWx';
import type { DownloadContext } from './DownloadContext';

const SCOPE = 'scope.writePhotosAlbum';

export interface AlbumOptions {
  /**
   * Called when WeChat is about to ask the person for the album, and at no other time: for a word of why. False: it does not
   * ask, and the task rejects with `cancelled`.
   */
  beforeAlbumQuestion?(): Promise<boolean>;
}

/**
 * Asks for the album when nobody has yet. Rejects with `album-refused`: then only the settings help. WeChat has `limit`
 * milliseconds to say what was answered before; a person has all the time.
 */
export async function askForAlbum({
  attempt,
  cancellation,
  client,
  beforeAlbumQuestion,
}: Omit<DownloadContext, 'onProgress'>): Promise<void> {
  const { unlessCancelled } = cancellation;
  const limit = client.limits.files;
  const allowed = await unlessCancelled(isAllowed(limit));
  if (allowed) return;
  if (allowed === false) {
    // WeChat: authorize never asks a second time.
    throw new Failure({ code: 'album-refused', attempt, detail: `${SCOPE} was refused before` });
  }
  if (beforeAlbumQuestion && !(await unlessCancelled(beforeAlbumQuestion()))) {
    throw new Failure({ code: 'cancelled', attempt, detail: 'not now' });
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

/** A tap so soon after another opens nothing new. Milliseconds. */
const DOUBLE_TAP = 1_000;

let opened: { readonly at: number; readonly allowed: Promise<boolean> } | undefined;

/**
 * Opens WeChat's settings of this Mini Program, once for a double tap. No await before it: WeChat wants it within the tap.
 */
export function openAlbumSettings(): Promise<boolean> {
  const now = Date.now();
  if (opened === undefined || now - opened.at > DOUBLE_TAP) {
    const allowed = new Promise<boolean>((resolve, reject) => {
      wx.openSetting({ success: ({ authSetting }) => resolve(authSetting[SCOPE] === true), fail: reject });
    });
    const here = { at: now, allowed };
    opened = here;
    const forget = () => {
      if (opened === here) opened = undefined;
    };
    allowed.then(forget, forget);
  }
  return opened.allowed;
}
