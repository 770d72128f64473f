import { createHash } from 'node:crypto';
import { load, useHost } from '../client/support/useHost';
import { copiesOn, failureOf, store } from '../flows/support/objects';
import { JPEG, PNG } from '../support/pictures';

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const downloads = () => phone.calls.of('downloadFile').length;
const note = (name = 'note.txt') => store(cloud, name, Buffer.from(name), { kind: 'other' });

describe('sending to a chat', () => {
  test('the tap is over when the file is here, and the next one sends it with no second download', async () => {
    const flows = createFlows(cloud.config());
    const object = note();
    expect(await failureOf(phone.tap(() => flows.sendToChat(object)).result)).toMatchObject({
      code: 'tap-needed',
      attempt: { action: 'send', name: 'note.txt' },
    });
    await phone.tap(() => flows.sendToChat(object)).result;
    expect(phone.simulated.sent()).toEqual([
      { chat: 'Family', name: 'note.txt', size: 8, sha256: hash(Buffer.from('note.txt')) },
    ]);
    expect(downloads()).toBe(1);

    // Once more, and by its key: WeChat may still read the file, and it is here.
    await phone.tap(() => flows.sendToChat(object.key)).result;
    expect([phone.simulated.sent().length, downloads()]).toEqual([2, 1]);
  });

  test('a WeChat that lets the tap last is asked at once', async () => {
    phone.calls.replace('shareFileMessage', () => (options) => options?.success?.({ errMsg: 'ok' }) as never);
    await createFlows(cloud.config()).sendToChat(note()).result;
    expect(downloads()).toBe(1);
  });

  test('no chat chosen is a cancel, and the file waits', async () => {
    const flows = createFlows(cloud.config());
    const object = note();
    await flows.prepareToSend(object).result;
    phone.person.chat = undefined;
    const send = () => failureOf(phone.tap(() => flows.sendToChat(object)).result);
    expect(await send()).toMatchObject({ code: 'cancelled' });
    phone.person.chat = 'Family';
    await phone.tap(() => flows.sendToChat(object)).result;
    expect([phone.simulated.sent().length, downloads()]).toEqual([1, 1]);
  });

  test('one that was overwritten is fetched anew, and so is one whose file WeChat has removed', async () => {
    const flows = createFlows(cloud.config());
    await flows.prepareToSend(note()).result;
    const object = { ...note(), etag: 'another' };
    expect(await failureOf(phone.tap(() => flows.sendToChat(object)).result)).toMatchObject({
      code: 'tap-needed',
    });
    expect(downloads()).toBe(2);
    expect(await copiesOn(phone)).toHaveLength(1);

    const error = {
      errMsg: 'shareFileMessage:fail no such file or directory http://usr/a.txt',
      errno: 1300002,
    };
    phone.calls.fail('shareFileMessage', error);
    expect(await failureOf(phone.tap(() => flows.sendToChat(object)).result)).toMatchObject({
      code: 'file-unreadable',
    });
    phone.calls.restore('shareFileMessage');
    expect(await failureOf(phone.tap(() => flows.sendToChat(object)).result)).toMatchObject({
      code: 'tap-needed',
    });
    expect(downloads()).toBe(3);
  });

  test('the last three are kept', async () => {
    const flows = createFlows(cloud.config());
    const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
    const objects = names.map(note);
    for (const object of objects) await flows.prepareToSend(object).result;
    expect((await copiesOn(phone)).sort()).toEqual(names.slice(1));
  });

  test('cancelled while it comes, nothing is sent and nothing left', async () => {
    const flows = createFlows(cloud.config());
    cloud.reply = () => 'hang';
    const reached = phone.calls.reach('downloadFile');
    const task = phone.tap(() => flows.sendToChat(note()));
    await reached;
    task.cancel();
    expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
    expect(await copiesOn(phone)).toEqual([]);
  });

  test('a WeChat without it says so before anything is fetched', async () => {
    phone.lacks('shareFileMessage');
    const flows = createFlows(cloud.config());
    expect(await failureOf(flows.sendToChat(note()).result)).toMatchObject({ code: 'not-supported' });
    expect(downloads()).toBe(0);
  });
});

test('a picture goes to the menu under a name that ends like what it is; without a way into the Mini Program', async () => {
  const flows = createFlows(cloud.config());
  await flows.shareImage(store(cloud, 'really a png.jpg', PNG)).result;
  expect(phone.simulated.sent()).toMatchObject([{ sha256: hash(PNG), name: 'really_a_png.png' }]);
  expect(phone.calls.of('showShareImageMenu')).toMatchObject([{ needShowEntrance: false }]);
});

test('a file is saved to the disk of a computer; a phone has none, and nothing is fetched for it', async () => {
  const flows = createFlows(cloud.config());
  const object = store(cloud, 'a.jpg', JPEG);
  expect(flows.canSaveToDisk()).toBe(false);
  expect(await failureOf(flows.saveToDisk(object).result)).toMatchObject({
    code: 'not-supported',
    attempt: { action: 'save' },
  });
  expect(downloads()).toBe(0);

  phone.simulated.settings.update({ platform: 'windows' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(flows.canSaveToDisk()).toBe(true);
  await flows.saveToDisk(object).result;
  phone.person.allows = false;
  expect(await failureOf(flows.saveToDisk(object).result)).toMatchObject({ code: 'cancelled' });
  expect(phone.person.disk).toEqual(['a.jpg', 'a.jpg']);
  expect(downloads()).toBe(1);
});
