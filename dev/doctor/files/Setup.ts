import type { Project } from '../project/Project';
import type { Result } from '../report/Result';

/** What is checked before anything is deployed. */
export interface Setup {
  readonly project: Project;
  /** The environment variables of the cloud function, as far as they were given. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Rejects with `Unreadable` or `Pointless`. */
export type FileCheck = (setup: Setup) => Promise<Result>;
