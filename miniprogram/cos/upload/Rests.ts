/** Who has to wait before another try, each time longer. */
export class Rests {
  private readonly rests = new Map<object, { tries: number; timer?: ReturnType<typeof setTimeout> }>();

  /** `pauses` in milliseconds, the last one again and again; `onOver` is called when a rest is over by itself. */
  constructor(
    private readonly pauses: readonly number[],
    private readonly onOver: (who: object) => void,
  ) {}

  begin(who: object): void {
    const tries = this.rests.get(who)?.tries ?? 0;
    this.forget(who);
    const timer = setTimeout(
      () => {
        this.rests.set(who, { tries: tries + 1 });
        this.onOver(who);
      },
      this.pauses[Math.min(tries, this.pauses.length - 1)],
    );
    this.rests.set(who, { tries, timer });
  }

  has(who: object): boolean {
    return this.rests.get(who)?.timer !== undefined;
  }

  /** How often it had to wait. */
  triesOf(who: object): number {
    return this.rests.get(who)?.tries ?? 0;
  }

  /** The next rest is a short one again. */
  forget(who: object): void {
    const timer = this.rests.get(who)?.timer;
    if (timer !== undefined) clearTimeout(timer);
    this.rests.delete(who);
  }

  end(): void {
    for (const who of [...this.rests.keys()]) this.forget(who);
  }
}
