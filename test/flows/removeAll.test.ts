import { errorAnswer } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { isWide } from '../support/isWide';
import { PNG } from '../support/pictures';
import { failureOf, store } from './support/objects';

const { cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

type Progress = import('../../miniprogram/cos/index').RemoveAllProgress;

const flows = () => createFlows(cloud.config(), { limits: { operationPauses: [] } });
const files = (count: number) => Array.from({ length: count }, (_, i) => store(cloud, `${i}.png`, PNG));
const MANY = isWide ? 200 : 60;
const deletes = () => cloud.requests.filter(({ operation }) => operation === 'DeleteObject').length;

test('many files: all gone, counted, and known to be', async () => {
  const objects = files(MANY);
  const seen: Progress[] = [];
  const on = flows();
  const { removed, failed } = await on.removeAll(objects, { onProgress: (now) => seen.push(now) }).result;
  expect([removed.length, failed.length, cloud.objects.size]).toEqual([MANY, 0, 0]);
  expect(seen.at(-1)).toEqual({ files: MANY, removed: MANY, failed: 0 });
  expect(objects.every(({ key }) => on.isRemoved(key))).toBe(true);
});

test('one that is refused says why by its own name, and the others go', async () => {
  const objects = files(8);
  const refused = objects[3]?.key;
  cloud.reply = ({ key }) => (key === refused ? errorAnswer(403, 'AccessDenied', 'no') : undefined);
  const { removed, failed } = await flows().removeAll(objects).result;
  expect(removed).toHaveLength(7);
  expect(failed).toMatchObject([
    { object: objects[3], failure: { code: 'access-denied', attempt: { action: 'delete', name: '3.png' } } },
  ]);
});

test('a network that fails in the middle ends it: the rest is not tried one by one', async () => {
  const objects = files(MANY);
  cloud.reply = () => (deletes() > MANY / 4 ? 'drop' : undefined);
  const on = flows();
  const { removed, failed } = await on.removeAll(objects).result;
  expect(removed.length + failed.length).toBe(MANY);
  expect(cloud.objects.size).toBe(failed.length);
  expect(new Set(failed.map(({ failure }) => failure.code))).toEqual(new Set(['network-interrupted']));
  expect(failed.at(-1)?.failure.attempt.name).toBe(failed.at(-1)?.object.name);
  expect(deletes()).toBeLessThan(MANY / 4 + 20);

  // Again, at once.
  cloud.reply = () => undefined;
  await on.removeAll(failed.map(({ object }) => object)).result;
  expect(cloud.objects.size).toBe(0);
});

test('cancelled in the middle: what is gone is told, the rest is not touched', async () => {
  const objects = files(40);
  const seen: Progress[] = [];
  const on = flows();
  const task = on.removeAll(objects, { onProgress: (now) => seen.push(now) });
  cloud.reply = () => {
    if (deletes() === 10) task.cancel();
    return undefined;
  };
  expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
  const gone = objects.filter(({ key }) => on.isRemoved(key));
  expect(gone.length).toBeLessThan(20);
  expect(cloud.objects.size).toBe(40 - gone.length);
  expect(seen.at(-1)).toEqual({ files: 40, removed: gone.length, failed: 0 });
});

test('what is no list of objects is told at the door', () => {
  expect(() => flows().removeAll(['a'] as never)).toThrow('removeAll: objects');
});
