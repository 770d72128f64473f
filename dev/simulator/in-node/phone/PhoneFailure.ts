/** A failure that the Mini Program sees: `<api>:fail <reason>`, with an errno where WeChat has one. */
export class PhoneFailure extends Error {
  constructor(
    readonly reason: string,
    readonly errno?: number,
    readonly errCode?: number,
  ) {
    super(reason);
    this.name = 'PhoneFailure';
  }
}
