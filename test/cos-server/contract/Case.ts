import type { CosServer } from '../../../dev/cos-server/startCosServer';
import type { Answer } from '../support/send';
import type { Key, Statement } from '../support/temporaryKey';
import type { ContractClient, ContractHost, Credentials, Feature } from './ContractClient';
import type { LinkUse } from './linkTo';

/** One thing that COS does, said in the words of its SDKs. */
export type Case = NamedCase &
  (
    | { localOnly?: undefined; run(trial: Trial): Promise<void> }
    /** Why a bucket of Tencent's is not asked. */
    | { localOnly: string; run(trial: LocalTrial): Promise<void> }
  );

interface NamedCase {
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
  /** Default: both do it. */
  bucket?: BucketKind;
}

/** Buckets made since 2024-01-01 have no path-style and hand out their objects as attachments. */
export type BucketKind = 'older' | 'since-2024';

/** What a case works with. */
export interface Trial {
  /** Has a temporary key for everything below `prefix`. */
  client: ContractClient;
  /** Ends with `/`; no other case writes below it. */
  prefix: string;
  /** Somebody else's prefix, for this case alone: the key of `client` opens nothing there. */
  foreign: string;
  bucket: string;
  region: string;
  /** The permanent key of the account. */
  owner: Key;
  /** Another client of the same kind. */
  connect(credentials: Credentials): ContractClient;
  /** Asks STS for a key. */
  issue(statement: Statement[]): Promise<Key>;
  /** A resource below which all keys begin with the prefix. */
  below(prefix: string): string;
  /** Asks for a link as anybody who has it can. */
  follow(url: unknown, use?: LinkUse): Promise<Answer>;
  /** Absent for COS itself: it can't be watched. */
  server?: CosServer;
}

/** On a server of this project, which can be watched and set. */
export interface LocalTrial extends Trial {
  server: CosServer;
  /** Sets how far the server's clock is ahead of this machine's, ms. It is right again after the case. */
  shiftClock(ahead: number): void;
}
