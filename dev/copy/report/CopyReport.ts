import type { Host } from '../host/Host';
import type { IgnoreRule } from '../host/keptOutOfGit';
import type { Change } from '../plan/Change';
import type { PieceName } from '../source/pieces';
import type { Language } from '../source/Template';

/** What was done in a Mini Program, or would be. */
export interface CopyReport {
  readonly host: Host;
  /** Relative to the root of the Mini Program, and to that of the project. */
  readonly to: string;
  readonly folder: string;
  readonly functionFolder: string;
  readonly language: Language;
  readonly only: readonly PieceName[] | undefined;
  /** The version that was there before. */
  readonly former: string | undefined;
  readonly changes: readonly Change[];
  /** The Mini Program is what a tool makes of other sources. */
  readonly isBuilt: boolean;
  /** What keeps some of it out of git. */
  readonly ignored: readonly IgnoreRule[];
}
