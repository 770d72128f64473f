/**
 * For a call of wx of whose end nobody wants to hear. Without a callback WeChat gives a promise, and one that is rejected (the
 * storage is full, the phone does not vibrate) would be an unhandled rejection of the Mini Program.
 */
export const nobodyWaits = { fail: (): void => undefined };
