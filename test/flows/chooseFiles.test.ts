import type { Failure } from '../../miniprogram/cos/failures/Failure';
import { load, useHost } from '../client/support/host';

/** Choosing where WeChat refuses the first way: threads, and WeChat on a Mac, on a PC and in WeCom. */

const { fake, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
const choose = (source: 'album' | 'camera' | 'chat' = 'album') =>
  createFlows(cloud.config()).chooseFiles(source);
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );
const called = () => fake.calls.map(({ api }) => api).filter((api) => api.startsWith('choose'));

const refusals = [
  'chooseMedia:fail function not exist',
  'chooseMedia:fail Function Not Exist',
  'chooseMedia:fail bad mediaType',
];

describe.each(refusals)('%s', (errMsg) => {
  test('pictures can be chosen all the same', async () => {
    fake.failures.set('chooseMedia', { errMsg });
    const path = await fake.file('a.png', Buffer.from('12345'));
    fake.choices.set('chooseImage', { tempFilePaths: [path] });
    expect(await choose()).toEqual([
      { path, name: expect.stringMatching(/^IMG_\d{8}_\d{6}\.png$/), size: 5, thumbnail: path },
    ]);
    expect(called()).toEqual(['chooseMedia', 'chooseImage']);
  });

  test('without a picture a video can be', async () => {
    fake.failures.set('chooseMedia', { errMsg });
    fake.choices.set('chooseVideo', { tempFilePath: 'http://tmp/c.mov', size: 7, duration: 1 });
    expect(await choose('camera')).toEqual([
      { path: 'http://tmp/c.mov', name: expect.stringMatching(/^VID_\d{8}_\d{6}\.mov$/), size: 7 },
    ]);
    expect(called()).toEqual(['chooseMedia', 'chooseImage', 'chooseVideo']);
    expect(fake.calls.map(({ options }) => options.sourceType)).toEqual([['camera'], ['camera'], ['camera']]);
  });

  test('and who wants neither gets nothing, not a failure', async () => {
    fake.failures.set('chooseMedia', { errMsg });
    expect(await choose()).toEqual([]);
  });
});

test('where chooseImage is refused too, a video can be chosen', async () => {
  fake.failures.set('chooseMedia', { errMsg: 'chooseMedia:fail function not exist' });
  fake.failures.set('chooseImage', { errMsg: 'chooseImage:fail function not exist' });
  fake.choices.set('chooseVideo', { tempFilePath: 'http://tmp/c.mp4', size: 7 });
  expect(await choose()).toMatchObject([{ path: 'http://tmp/c.mp4', size: 7 }]);
});

test('where nothing can be chosen, this is told', async () => {
  for (const api of ['chooseMedia', 'chooseImage', 'chooseVideo'] as const) {
    fake.failures.set(api, { errMsg: `${api}:fail function not exist` });
  }
  expect(await failureOf(choose())).toMatchObject({ code: 'not-supported', attempt: { action: 'choose' } });
});

test('another refusal is told, and nothing else is opened', async () => {
  fake.failures.set('chooseMedia', { errMsg: 'chooseMedia:fail system permission denied' });
  expect(await failureOf(choose())).toMatchObject({ code: 'wechat-permission' });
  fake.failures.set('chooseMedia', { errMsg: 'chooseMedia:fail function not exist' });
  fake.failures.set('chooseImage', { errMsg: 'chooseImage:fail:system permission denied' });
  expect(await failureOf(choose())).toMatchObject({ code: 'wechat-permission' });
  expect(called()).toEqual(['chooseMedia', 'chooseMedia', 'chooseImage']);
});

test.each(['fail cancel', 'fail CANCEL', 'fail:cancel', 'fail:CANCEL', 'fail user cancel'])(
  '%s is an empty choice',
  async (words) => {
    fake.failures.set('chooseMedia', { errMsg: `chooseMedia:${words}` });
    fake.failures.set('chooseMessageFile', { errMsg: `chooseMessageFile:${words}` });
    expect(await choose('album')).toEqual([]);
    expect(await choose('chat')).toEqual([]);
    expect(called()).toEqual(['chooseMedia', 'chooseMessageFile']);
  },
);

test('a computer has no chats to choose from: this is told', async () => {
  const { chooseMessageFile } = fake.wx;
  Object.assign(fake.wx, { chooseMessageFile: undefined });
  const failure = await failureOf(choose('chat'));
  Object.assign(fake.wx, { chooseMessageFile });
  expect(failure).toMatchObject({ code: 'not-supported' });
});
