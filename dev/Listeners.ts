/** Who wants to be told of something. */
export class Listeners<Value = void> {
  readonly #listeners = new Set<(value: Value) => void>();

  /** @returns a function that ends it. The same listener added twice is called once. */
  add(listener: (value: Value) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Calls those that were there when it began: one that removes itself, or adds another, changes nothing now. */
  emit(value: Value): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
