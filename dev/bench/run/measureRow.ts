import { messageOf } from '../../messageOf';
import type { BuiltApp } from '../app/buildApp';
import type { WayName } from '../app/ways/ways';
import { type LinkProfile, profiles, unshaped } from '../link/LinkProfile';
import type { Row } from './comparison';
import { loads } from './Load';
import type { Measured } from './Measured';
import type { RowHead, RowResult } from './RowResult';
import { runWay } from './runWay';

interface Told {
  begins(row: RowHead): void;
  measured(way: WayName, measured: Measured): void;
  failed(way: WayName, reason: string): void;
}

/** Uploads the load of a row by each of its ways, one after the other, each so many times. What counts is the run in the middle. */
export async function measureRow(app: BuiltApp, row: Row, times: number, told: Told): Promise<RowResult> {
  const load = loads[row.load];
  const profile = profiles[row.profile];
  const limitSeconds = (load.files * load.bytes) / profile.bytesPerSecond;
  const { seconds: machineSeconds } = await runWay({ app, way: 'template', load, profile: unshaped });
  const head = { profile: row.profile, load: row.load, limitSeconds, machineSeconds };
  told.begins(head);
  const ways: Partial<Record<WayName, Measured>> = {};
  const failed: Partial<Record<WayName, string>> = {};
  for (const way of row.ways) {
    try {
      const runs: Measured[] = [];
      for (let time = 0; time < times; time += 1) {
        runs.push(await runWay({ app, way, load, profile: cutElsewhere(profile, time) }));
      }
      const measured = middleOf(runs);
      ways[way] = measured;
      told.measured(way, measured);
    } catch (error) {
      const reason = messageOf(error);
      failed[way] = reason;
      told.failed(way, reason);
    }
  }
  return { ...head, ways, failed };
}

/** Each time other connections are cut, and the same ones for each way. */
function cutElsewhere({ cuts, ...profile }: LinkProfile, time: number): LinkProfile {
  return cuts ? { ...profile, cuts: { ...cuts, seed: cuts.seed + time } } : profile;
}

/** By its time; of two in the middle the quicker one. */
function middleOf(runs: readonly Measured[]): Measured {
  const sorted = [...runs].sort((one, other) => one.seconds - other.seconds);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('A way has to be measured at least once.');
  return middle;
}
