/** Ends an API call with `errMsg: '<name>:fail <reason>'` and, where WeChat gives one, an errno. */
export class WxFailure extends Error {
  constructor(
    readonly reason: string,
    readonly errno?: number,
    readonly errCode?: number,
  ) {
    super(reason);
    this.name = 'WxFailure';
  }
}
