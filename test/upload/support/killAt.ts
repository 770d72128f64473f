import { randomBytes } from 'node:crypto';
import type { Flows } from '../../../miniprogram/cos/createFlows';
import { timeLimits } from '../../../miniprogram/cos/task/timeLimits';
import type { ScriptedCloud } from '../../client/support/ScriptedCloud';
import { type Life, MortalPhone } from './MortalPhone';

/**
 * The step of an upload at which the Mini Program is killed, counted from 1: before its n-th call of wx, when the n-th request to
 * COS has arrived and nothing was done about it, or when all was done and nothing answered.
 */
export interface Step {
  readonly at: 'call' | 'request' | 'answer';
  readonly count: number;
}

const limits = { ...timeLimits, uploadPauses: [5, 10], operationPauses: [5], networkPauses: [20] };

/**
 * Uploads a file of so many bytes, kills the Mini Program at a step, starts it again, chooses the file anew if it neither came back
 * nor is stored, and resolves with what is wrong when all is done. Undefined: the upload has fewer steps.
 */
export async function killAt(cloud: ScriptedCloud, bytes: number, step: Step): Promise<string[] | undefined> {
  cloud.reset();
  const phone = new MortalPhone();
  try {
    const content = randomBytes(bytes);
    const add = ({ uploads }: Flows) =>
      uploads.add([{ path: phone.file('a.mp4', content), name: 'a.mp4', size: bytes }]);
    const isDone = ({ uploads }: Flows) => uploads.items.some(({ state }) => state.name === 'done');

    let left = step.count;
    let dying: Promise<void> | undefined;
    const isStep = (at: Step['at']): boolean => {
      if (at !== step.at || !first) return false;
      left -= 1;
      if (left === 0) dying = first.kill();
      return left === 0;
    };
    cloud.reply = () => {
      if (isStep('request')) return 'drop';
      return isStep('answer') ? 'lose' : undefined;
    };
    let first: Life | undefined;
    first = await phone.open({ onCall: () => void isStep('call') });
    const flows = first.createFlows(cloud.config(), { limits });
    add(flows);
    await until(() => dying !== undefined || isDone(flows));
    // The copy is removed a moment later.
    await until(() => dying !== undefined || phone.userFiles.length === 0);
    if (!dying) return undefined;
    await dying;
    cloud.reply = undefined;

    const cameBack = phone.storageKeys('cos-upload:').length > 0;
    const second = await phone.open();
    const again = second.createFlows(cloud.config(), { limits });
    await again.listObjects();
    if (cameBack) await wait(50);
    if (again.uploads.items.length === 0 && cloud.objects.size === 0) add(again);
    await until(() => again.uploads.items.every(({ state }) => state.name === 'done'));
    const rest = () => [
      ...(cloud.objects.size === 1 ? [] : [`stored ${cloud.objects.size} times`]),
      ...[...cloud.uploads.keys()].map((id) => `${id} is left on the server`),
      ...phone.userFiles.map((file) => `${file} is left on the phone`),
      ...phone.storageKeys('cos-upload:').map((key) => `${key} is left in the storage`),
    ];
    await until(() => rest().length === 0).catch(() => undefined);
    const isWhole = [...cloud.objects.values()].every(({ body }) => body.equals(content));
    return [...rest(), ...(isWhole ? [] : ['it is not what was sent'])];
  } finally {
    await phone.close();
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !holds(); i += 1) await wait(5);
  if (!holds()) throw new Error('it does not come to its end');
}
