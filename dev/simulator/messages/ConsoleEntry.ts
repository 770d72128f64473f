import type { ConsoleLevel } from './PhoneProtocol';

/** A line that the Mini Program logged. */
export interface ConsoleEntry {
  /** In ms. */
  at: number;
  level: ConsoleLevel;
  text: string;
}
