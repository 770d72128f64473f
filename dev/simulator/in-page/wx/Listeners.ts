/** The listeners of one `wx.on…`, `wx.off…` pair. */
export class Listeners<Value> {
  readonly #listeners = new Set<(value: Value) => void>();

  readonly add = (listener: (value: Value) => void): void => {
    this.#listeners.add(listener);
  };

  /** WeChat: without an argument all are removed. */
  readonly remove = (listener?: (value: Value) => void): void => {
    if (listener) this.#listeners.delete(listener);
    else this.#listeners.clear();
  };

  emit(value: Value): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
