import { randomBytes } from 'node:crypto';
import type { Flows } from '../../../miniprogram/cos/createFlows';
import { timeLimits } from '../../../miniprogram/cos/task/timeLimits';
import type { ScriptedCloud } from '../../client/support/ScriptedCloud';
import { JPEG } from '../../support/pictures';
import { type Life, MortalPhone } from './MortalPhone';

/**
 * The step of an upload at which the Mini Program is killed, counted from 1: before its n-th call of wx, when the n-th request to
 * COS has arrived and nothing was done about it, or when all was done and nothing answered.
 */
export interface Step {
  readonly at: 'call' | 'request' | 'answer';
  readonly count: number;
}

const limits = {
  ...timeLimits,
  uploadPauses: [5, 10],
  operationPauses: [5],
  networkPauses: [20],
  uploadSilence: 2000,
};

/**
 * Uploads a video of so many bytes, with a cover, kills the Mini Program at the first step, starts it again, kills it at the next one, and so on,
 * chooses the file anew when it neither came back nor is stored, and resolves with what is wrong when all is done. Undefined: a
 * start had fewer steps.
 */
export async function killAt(
  cloud: ScriptedCloud,
  bytes: number,
  ...steps: readonly Step[]
): Promise<string[] | undefined> {
  cloud.reset();
  const phone = new MortalPhone();
  try {
    const content = randomBytes(bytes);
    const storage = () => phone.simulated.start().storage;
    const isCover = (key: string) => key.endsWith('!12.cover.jpg');
    const videos = () => [...cloud.objects.keys()].filter((key) => !isCover(key));
    const isDone = ({ uploads }: Flows) => uploads.items.every(({ state }) => state.name === 'done');
    const start = async (onCall?: () => void) => {
      // Without a copy, what is written down is there to clean up only.
      const cameBack = phone.storageKeys('cos-upload:').some((key) => /"item"/.test(storage()[key] ?? ''));
      const life = await phone.open(onCall && { onCall });
      const flows = life.createFlows(cloud.config(), { limits });
      // The first key, too, belongs to what may be interrupted.
      const listed = flows.listObjects().catch(() => undefined);
      if (!cameBack && videos().length === 0) {
        const path = phone.file('a.mp4', content);
        const thumbnail = phone.file('t.jpg', JPEG);
        flows.uploads.add([{ path, name: 'a.mp4', size: bytes, thumbnail, seconds: 12 }]);
      }
      return { life, flows, listed, cameBack };
    };

    for (const { at, count } of steps) {
      let left = count;
      let life: Life | undefined;
      let dying: Promise<void> | undefined;
      const isStep = (what: Step['at']): boolean => {
        if (what !== at || !life) return false;
        left -= 1;
        if (left === 0) dying = life.kill();
        return left === 0;
      };
      cloud.reply = () => {
        if (isStep('request')) return 'drop';
        return isStep('answer') ? 'lose' : undefined;
      };
      const started = await start(() => void isStep('call'));
      life = started.life;
      const { flows, cameBack } = started;
      const isOver = () => (!cameBack || flows.uploads.items.length > 0) && isDone(flows);
      await until(() => dying !== undefined || (isOver() && phone.userFiles.length === 0));
      if (!dying) return undefined;
      await dying;
    }
    cloud.reply = undefined;

    const { flows, listed, cameBack } = await start();
    await listed;
    if (cameBack) await wait(50);
    await until(() => isDone(flows));
    const rest = () => [
      ...(videos().length === 1 ? [] : [`stored ${videos().length} times`]),
      ...[...cloud.objects.keys()]
        .filter((key) => isCover(key) && !cloud.objects.has(key.slice(0, key.indexOf('!'))))
        .map((key) => `${key} is of no video`),
      ...[...cloud.uploads.keys()].map((id) => `${id} is left on the server`),
      ...phone.userFiles.map((file) => `${file} is left on the phone`),
      ...phone.storageKeys('cos-upload:').map((key) => `${key} is left in the storage`),
    ];
    await until(() => rest().length === 0).catch(() => undefined);
    const isWhole = [...cloud.objects].every(([key, { body }]) => body.equals(isCover(key) ? JPEG : content));
    return [...rest(), ...(isWhole ? [] : ['it is not what was sent'])];
  } finally {
    await phone.close();
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 2000 && !holds(); i += 1) await wait(5);
  if (!holds()) throw new Error('it does not come to its end');
}
