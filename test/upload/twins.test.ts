import { randomBytes } from 'node:crypto';
import type { UploadItem } from '../../miniprogram/cos/upload/UploadState';
import { errorAnswer, prefix, type Reply } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';

/** A file whose bytes are stored already is offered as such; one that has no twin waits for nothing. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const bytes = randomBytes(5000);
const stored = `${prefix}8230000000000-before.jpg`;
const store = (body: Buffer) => cloud.objects.set(stored, { body, modified: 0 });
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

type Uploads = ReturnType<typeof createFlows>['uploads'];
const stateOf = ({ items }: Uploads) => items[0]?.state as UploadItem['state'];
const add = async (uploads: Uploads, body = bytes) => {
  uploads.add([{ path: phone.file('a.jpg', body), name: 'a.jpg', size: body.length }]);
  await until(() => /present|done|failed/.test(stateOf(uploads).name));
  return stateOf(uploads);
};
/** As when a person takes a moment to choose. */
const prepared = async () => {
  const flows = createFlows(cloud.config());
  flows.prepareUploads();
  await until(() => cloud.seen('GetBucket').length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return flows;
};
/** Without what is looked for once, after the first that succeeds. */
const asked = () =>
  cloud.requests.map(({ operation }) => operation).filter((one) => one !== 'ListMultipartUploads');

test('the same bytes: nothing is sent, and the object is shown; all the same, when the person wants', async () => {
  store(bytes);
  const { uploads } = await prepared();
  expect(await add(uploads)).toMatchObject({ name: 'present', object: { key: stored, size: 5000 } });
  expect(asked()).toEqual(['GetBucket', 'HeadObject']);
  expect(uploads.state.name).toBe('idle');
  uploads.retry(uploads.items[0]?.id ?? '');
  await until(() => stateOf(uploads).name === 'done');
  expect(cloud.objects.size).toBe(2);
});

test('the same size and other bytes is no twin', async () => {
  store(randomBytes(5000));
  const { uploads } = await prepared();
  expect(await add(uploads)).toMatchObject({ name: 'done' });
  expect(asked()).toEqual(['GetBucket', 'HeadObject', 'PostObject']);
});

test('the cover of a video is no twin of the same picture', async () => {
  cloud.objects.set(`${prefix}8230000000000-film.mp4!12.cover.jpg`, { body: bytes, modified: 0 });
  const { uploads } = await prepared();
  expect(await add(uploads)).toMatchObject({ name: 'done' });
});

test('without an object of its size a file costs no request more', async () => {
  store(randomBytes(5001));
  const { uploads } = await prepared();
  expect(await add(uploads)).toMatchObject({ name: 'done' });
  expect(asked()).toEqual(['GetBucket', 'PostObject']);
});

test('deleted since it was listed, it is no twin', async () => {
  store(bytes);
  const { uploads } = await prepared();
  cloud.objects.clear();
  expect(await add(uploads)).toMatchObject({ name: 'done' });
});

test('while it is being deleted it is no twin; when that fails it is one', async () => {
  store(bytes);
  const flows = await prepared();
  let answer: (reply: Reply) => void = () => undefined;
  cloud.reply = ({ operation }) =>
    operation === 'DeleteObject'
      ? new Promise<Reply>((resolve) => {
          answer = resolve;
        })
      : undefined;
  const removing = flows.remove(stored);
  await until(() => cloud.seen('DeleteObject').length > 0);
  expect((await add(flows.uploads)).name).toBe('done');
  answer(errorAnswer(403, 'AccessDenied', 'no'));
  await expect(removing).rejects.toMatchObject({ code: 'access-denied' });
  flows.uploads.removeAll();
  expect((await add(flows.uploads)).name).toBe('present');
});

test('a list that does not come, or that nobody asked for, holds up nothing', async () => {
  store(bytes);
  cloud.reply = ({ operation }) => (operation === 'GetBucket' ? 'hang' : undefined);
  const flows = createFlows(cloud.config());
  flows.prepareUploads();
  expect(await add(flows.uploads)).toMatchObject({ name: 'done' });
  cloud.reply = undefined;
  cloud.requests.length = 0;
  expect(await add(createFlows(cloud.config()).createUploads())).toMatchObject({ name: 'done' });
  expect(asked()).toEqual(['PostObject']);
});
