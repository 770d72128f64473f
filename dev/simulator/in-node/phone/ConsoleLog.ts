import { Listeners } from '../../../Listeners';
import type { ConsoleEntry } from '../../messages/ConsoleEntry';
import type { ConsoleLevel } from '../../messages/PhoneProtocol';

const KEPT = 500;
const TEXT_LIMIT = 10_000;

/** The latest lines that the Mini Program logged. */
export class ConsoleLog {
  readonly #listeners = new Listeners<ConsoleEntry>();
  #entries: ConsoleEntry[] = [];

  entries(): readonly ConsoleEntry[] {
    return this.#entries;
  }

  add(level: ConsoleLevel, text: string): void {
    const entry: ConsoleEntry = { at: Date.now(), level, text: text.slice(0, TEXT_LIMIT) };
    this.#entries = [...this.#entries.slice(1 - KEPT), entry];
    this.#listeners.emit(entry);
  }

  clear(): void {
    this.#entries = [];
  }

  /** Returns the function that stops listening. */
  onEntry(listener: (entry: ConsoleEntry) => void): () => void {
    return this.#listeners.add(listener);
  }
}
