import type { CosServer } from '../../../dev/cos-server/startCosServer';
import type { ContractClient, ContractHost, Credentials, Feature } from './ContractClient';

/** One thing that COS does, said in the words of its SDKs. */
export interface Case {
  name: string;
  /** Clients without one of these are not asked. */
  needs?: readonly Feature[];
  /**
   * How the bucket is named plays a part in it: it is tried in each addressing of an SDK. The others are tried in
   * one, unless CONTRACT=all asks for all in all.
   */
  everywhere?: true;
  /** Which clients are asked, when it depends on how they name the bucket. */
  where?(host: ContractHost): boolean;
  /** Default 'older'. */
  bucket?: BucketKind;
  run(trial: Trial): Promise<void>;
}

/** Buckets made since 2024-01-01 have no path-style and hand out their objects as attachments. */
export type BucketKind = 'older' | 'since-2024';

/** What a case works with. */
export interface Trial {
  /** Has a temporary key for everything below `prefix`. */
  client: ContractClient;
  /** Ends with `/`; no other case writes below it. */
  prefix: string;
  server: CosServer;
  /** Another client of the same kind. */
  connect(credentials: Credentials): ContractClient;
  /** Sets how far the server's clock is ahead of this machine's, ms. It is right again after the case. */
  shiftClock(ahead: number): void;
}
