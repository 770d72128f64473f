import type { Failure } from '../../miniprogram/cos/failures/Failure';
import { load, useHost } from '../client/support/useHost';

/** Choosing where WeChat refuses the first way: threads, and WeChat on a Mac, on a PC and in WeCom. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
const choose = (source: 'album' | 'camera' | 'chat' = 'album') =>
  createFlows(cloud.config()).chooseFiles({ from: source });
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );
const called = () => phone.calls.names.filter((api) => api.startsWith('choose'));

const refusals = [
  'chooseMedia:fail function not exist',
  'chooseMedia:fail Function Not Exist',
  'chooseMedia:fail bad mediaType',
];

describe.each(refusals)('%s', (errMsg) => {
  test('pictures can be chosen all the same', async () => {
    phone.calls.failNext('chooseMedia', { errMsg });
    phone.person.wants = [{ name: 'a.png', bytes: Buffer.from('12345') }];
    const path = expect.stringMatching(/^http:\/\/tmp\/.+\.png$/);
    const files = await choose();
    expect(files).toEqual([
      { path, name: expect.stringMatching(/^IMG_\d{8}_\d{6}\.png$/), size: 5, thumbnail: path },
    ]);
    expect(files[0]?.thumbnail).toBe(files[0]?.path);
    expect(called()).toEqual(['chooseMedia', 'chooseImage']);
  });

  test('without a picture a video can be', async () => {
    phone.calls.failNext('chooseMedia', { errMsg });
    phone.person.wants = [{ name: 'c.mov', bytes: Buffer.from('1234567') }];
    expect(await choose('camera')).toEqual([
      {
        path: expect.stringMatching(/^http:\/\/tmp\/.+\.mov$/),
        name: expect.stringMatching(/^VID_\d{8}_\d{6}\.mov$/),
        size: 7,
      },
    ]);
    expect(called()).toEqual(['chooseMedia', 'chooseImage', 'chooseVideo']);
    for (const api of ['chooseMedia', 'chooseImage', 'chooseVideo'] as const) {
      expect(phone.calls.of(api)).toMatchObject([{ sourceType: ['camera'] }]);
    }
  });

  test('and who wants neither gets nothing, not a failure', async () => {
    phone.calls.failNext('chooseMedia', { errMsg });
    expect(await choose()).toEqual([]);
  });
});

test('where chooseImage is refused too, a video can be chosen', async () => {
  phone.calls.failNext('chooseMedia', { errMsg: 'chooseMedia:fail function not exist' });
  phone.calls.failNext('chooseImage', { errMsg: 'chooseImage:fail function not exist' });
  phone.person.wants = [{ name: 'c.mp4', bytes: Buffer.from('1234567') }];
  expect(await choose()).toMatchObject([{ path: expect.stringMatching(/\.mp4$/), size: 7 }]);
});

test('where nothing can be chosen, this is told', async () => {
  for (const api of ['chooseMedia', 'chooseImage', 'chooseVideo'] as const) {
    phone.calls.failNext(api, { errMsg: `${api}:fail function not exist` });
  }
  expect(await failureOf(choose())).toMatchObject({ code: 'not-supported', attempt: { action: 'choose' } });
});

test('another refusal is told, and nothing else is opened', async () => {
  phone.calls.failNext('chooseMedia', { errMsg: 'chooseMedia:fail system permission denied' });
  expect(await failureOf(choose())).toMatchObject({ code: 'wechat-permission' });
  phone.calls.failNext('chooseMedia', { errMsg: 'chooseMedia:fail function not exist' });
  phone.calls.failNext('chooseImage', { errMsg: 'chooseImage:fail:system permission denied' });
  expect(await failureOf(choose())).toMatchObject({ code: 'wechat-permission' });
  expect(called()).toEqual(['chooseMedia', 'chooseMedia', 'chooseImage']);
});

test.each(['fail cancel', 'fail CANCEL', 'fail:cancel', 'fail:CANCEL', 'fail user cancel'])(
  '%s is an empty choice',
  async (words) => {
    phone.calls.failNext('chooseMedia', { errMsg: `chooseMedia:${words}` });
    phone.calls.failNext('chooseMessageFile', { errMsg: `chooseMessageFile:${words}` });
    expect(await choose('album')).toEqual([]);
    expect(await choose('chat')).toEqual([]);
    expect(called()).toEqual(['chooseMedia', 'chooseMessageFile']);
  },
);

test('a computer has no chats to choose from: this is told', async () => {
  phone.lacks('chooseMessageFile');
  expect(await failureOf(choose('chat'))).toMatchObject({ code: 'not-supported' });
});
