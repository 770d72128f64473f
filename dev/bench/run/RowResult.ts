import type { WayName } from '../app/ways/ways';
import type { ProfileName } from '../link/LinkProfile';
import type { LoadName } from './Load';
import type { Measured } from './Measured';

export interface RowHead {
  readonly profile: ProfileName;
  readonly load: LoadName;
  /** What the link needs for the files' bytes alone. */
  readonly limitSeconds: number;
  /** What this template needs on this machine without a link: much less, or the machine is measured. */
  readonly machineSeconds: number;
}

export interface RowResult extends RowHead {
  /** Those that ended; the others are in `failed`, with the reason. */
  readonly ways: Readonly<Partial<Record<WayName, Measured>>>;
  readonly failed: Readonly<Partial<Record<WayName, string>>>;
}
