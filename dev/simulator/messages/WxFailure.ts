/**
 * A call that fails as WeChat lets it fail: `errMsg: '<name>:fail <reason>'` and, where WeChat gives one, an errno or an
 * errCode. Thrown by the phone it reaches the Mini Program as it is.
 */
export class WxFailure extends Error {
  override readonly name = 'WxFailure';

  constructor(
    readonly reason: string,
    readonly errno?: number,
    readonly errCode?: number,
  ) {
    super(reason);
  }
}
