import type { BuiltApp } from '../app/buildApp';
import type { WayName } from '../app/ways/ways';
import { profiles, unshaped } from '../link/LinkProfile';
import type { Row } from './comparison';
import { loads } from './Load';
import type { Measured } from './Measured';
import type { RowResult } from './RowResult';
import { runWay } from './runWay';

interface Told {
  begins(row: Omit<RowResult, 'ways'>): void;
  measured(way: WayName, measured: Measured): void;
}

/** Uploads the load of a row by each of its ways, one after the other. */
export async function measureRow(app: BuiltApp, row: Row, told: Told): Promise<RowResult> {
  const load = loads[row.load];
  const profile = profiles[row.profile];
  const limitSeconds = (load.files * load.bytes) / profile.bytesPerSecond;
  const { seconds: machineSeconds } = await runWay({ app, way: 'template', load, profile: unshaped });
  const head = { profile: row.profile, load: row.load, limitSeconds, machineSeconds };
  told.begins(head);
  const measuredWays: Partial<Record<WayName, Measured>> = {};
  for (const way of row.ways) {
    const measured = await runWay({ app, way, load, profile });
    measuredWays[way] = measured;
    told.measured(way, measured);
  }
  return { ...head, ways: measuredWays };
}
