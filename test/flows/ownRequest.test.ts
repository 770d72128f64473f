import { load, useHost } from '../client/support/useHost';
import { PNG } from '../support/pictures';
import { failureOf } from './support/objects';

/** A host may have put functions of its own in place of WeChat's, for a token or a log, that give back a promise or nothing. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

type Api = (options: object) => unknown;

beforeEach(() => {
  const apis = phone.wx as unknown as Record<string, Api>;
  for (const name of ['request', 'uploadFile', 'downloadFile']) {
    const real = apis[name] as Api;
    apis[name] = async (options) => void real(options);
  }
});

test('files go up and down, and what is cancelled ends', async () => {
  const flows = createFlows(cloud.config());
  const file = { path: phone.file('a.png', PNG), name: 'a.png' };
  const { key } = await flows.upload(file).result;
  await flows.saveToAlbum(key).result;
  expect(phone.album.map(({ bytes }) => bytes.equals(PNG))).toEqual([true]);

  cloud.reply = ({ operation }) => (operation === 'PostObject' ? 'hang' : undefined);
  const task = flows.upload(file);
  while (cloud.seen('PostObject').length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  task.cancel();
  expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
});
