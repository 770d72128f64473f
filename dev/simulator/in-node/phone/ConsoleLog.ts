import type { ConsoleLevel } from '../../messages/PhoneProtocol';

export interface ConsoleEntry {
  /** In ms. */
  at: number;
  level: ConsoleLevel;
  text: string;
}

const KEPT = 500;

/** The latest lines that the Mini Program logged. */
export class ConsoleLog {
  readonly #listeners = new Set<(entry: ConsoleEntry) => void>();
  #entries: ConsoleEntry[] = [];

  entries(): readonly ConsoleEntry[] {
    return this.#entries;
  }

  add(level: ConsoleLevel, text: string): void {
    const entry: ConsoleEntry = { at: Date.now(), level, text };
    this.#entries = [...this.#entries.slice(1 - KEPT), entry];
    for (const listener of [...this.#listeners]) listener(entry);
  }

  clear(): void {
    this.#entries = [];
  }

  /** Returns the function that stops listening. */
  onEntry(listener: (entry: ConsoleEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
