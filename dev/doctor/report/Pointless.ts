/** Thrown by a check that has nothing to look at before something else is right. */
export class Pointless extends Error {
  override readonly name = 'Pointless';

  constructor(readonly because: string) {
    super(because);
  }
}
