/** Runs work one at a time for each name, in the order it came; different names do not wait for each other. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(name) ?? Promise.resolve();
    const current = before.then(work);
    // What comes next waits for this work, not for its success; the caller sees the failure.
    const tail = current.then(ignore, ignore);
    this.tails.set(name, tail);
    try {
      return await current;
    } finally {
      if (this.tails.get(name) === tail) this.tails.delete(name);
    }
  }
}

function ignore(): void {
  return;
}
