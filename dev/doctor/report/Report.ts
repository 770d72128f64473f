import type { Result } from './Result';

export type Finding = {
  /** What was checked: `bucket`, `package.json`. */
  readonly check: string;
} & Result;

/** The hosts of Mini Program console → Development Settings → Server Domains, by list. */
export interface DomainLists {
  readonly request: readonly string[];
  readonly uploadFile: readonly string[];
  readonly downloadFile: readonly string[];
}

/** What `npm run doctor -- --json` prints. */
export interface Report {
  /** Nothing has failed. */
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  /** Absent while config.ts points to a local cloud, which no list can hold, or can't be read. */
  readonly domains?: DomainLists;
}
