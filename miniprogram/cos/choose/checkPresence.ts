/** Throws what WeChat says where the function is there and does nothing. */
export function checkPresence(
  api: 'chooseMedia' | 'chooseImage' | 'chooseVideo' | 'chooseMessageFile',
): void {
  if (typeof wx[api] !== 'function') throw { errMsg: `${api}:fail function not exist` };
}
