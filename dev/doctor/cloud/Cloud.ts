import type { FunctionSettings } from '../project/FunctionCode';
import { Pointless } from '../report/Pointless';
import type { Result } from '../report/Result';
import type { CosKey } from './askCos';
import type { Place } from './Place';

/** A bucket, and who asks it. */
export interface Cloud {
  readonly place: Place;
  readonly settings: FunctionSettings;
  /** Operation of the Mini Program → action. */
  readonly actions: Readonly<Record<string, string>>;
  /** The permanent key of the sub-account. */
  readonly owner: CosKey;
  /** The temporary key that the function would give a user; absent when STS gave none. */
  readonly user?: CosKey;
  /** Of that user, who is nobody: what is made is made below it. */
  readonly prefix: string;
  /** What has to be removed again. */
  readonly made: Made;
}

export interface Made {
  readonly keys: Set<string>;
  /** Unfinished uploads: their key by their upload ID. */
  readonly uploads: Map<string, string>;
}

/** Rejects with Node's error when a server does not answer, and with `Pointless`. */
export type CloudCheck = (cloud: Cloud) => Promise<Result>;

/** Throws `Pointless` when there is none. */
export function userOf({ user }: Cloud): CosKey {
  if (user) return user;
  throw new Pointless('there is no temporary key');
}
