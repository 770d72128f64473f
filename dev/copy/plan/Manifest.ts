import { createHash } from 'node:crypto';
import type { PieceName } from '../source/pieces';
import type { Language } from '../source/Template';

/** In the copied folder. WeChat packs what ends like a file of a Mini Program, also behind a dot, and not this. */
export const manifestName = 'copied.lock';

/** What was copied, so that the next time tells what its owner has changed since. */
export interface Manifest {
  readonly template: string;
  readonly version: string;
  readonly language: Language;
  /** Absent: the whole folder. */
  readonly only?: readonly PieceName[];
  /** Those that were added to app.json, as it says them below the folder. */
  readonly pages: readonly string[];
  /** SHA-256 of each file as it was copied, by its path in the folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The same of the cloud function. */
  readonly cloudFunction: Readonly<Record<string, string>>;
}

/** The same for both line ends: git on Windows turns what it hands out into CRLF, and nobody changed it. */
export function hashOf(bytes: Buffer): string {
  const text = bytes.toString('latin1').replaceAll('\r\n', '\n');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}
