import type { Entry, Saying } from '../../dev/docs/errors/Entry';
import { entries } from '../../dev/docs/errors/entries';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import { fewOf } from '../support/isWide';
import type { Api } from '../support/phone/WatchedCalls';
import { Stage } from './support/Stage';

/** Each message that is known, said by COS or WeChat while something is done: it is told by its code. */

const stage = new Stage();
beforeAll(async () => {
  jest.spyOn(console, 'warn').mockImplementation();
  await stage.start();
});
beforeEach(() => {
  stage.phone.callFunction = async (_name, data) => {
    const { link } = data as { link?: unknown };
    return link === undefined ? stage.key() : stage.signLink(link);
  };
});
afterEach(() => stage.reset());
afterAll(() => stage.close());

/** Its key comes from a cloud function, so that wx.request goes to COS alone. */
const flows = () =>
  stage.flows({ credentials: { cloudFunction: 'cos-credentials' } }, { limits: { credential: 400 } });

async function stored(name: string) {
  const path = stage.phone.file(name, Buffer.from('ffd8ffe000104a464946', 'hex'));
  return flows().upload({ path, name }).result;
}

type Doing = (flows: Flows) => Promise<unknown>;
const upload: Doing = (on) => on.upload({ path: stage.phone.file('a.jpg', Buffer.from('a')) }).result;

/** What is done while an API says something; made ready before. What is not here, no flow asks for a result of. */
const scenes: { readonly [api in Api]?: () => Promise<Doing> } = {
  request: async () => (on) => on.listObjects(),
  'cloud.callFunction': async () => (on) => on.listObjects(),
  uploadFile: async () => upload,
  stat: async () => upload,
  async downloadFile() {
    const object = await stored('a.jpg');
    return (on) => on.saveToAlbum(object).result;
  },
  async saveImageToPhotosAlbum() {
    const object = await stored('a.jpg');
    return (on) => on.saveToAlbum(object).result;
  },
  async saveVideoToPhotosAlbum() {
    const object = await stored('a.mp4');
    return (on) => on.saveToAlbum(object).result;
  },
  async openDocument() {
    const object = await stored('a.pdf');
    return (on) => on.openDocument(object).result;
  },
  async setClipboardData() {
    const object = await stored('a.pdf');
    return (on) => on.copyLink(object);
  },
  openSetting: async () => (on) => on.openSettings(),
  chooseMedia: async () => (on) => on.chooseFiles(),
  chooseMessageFile: async () => (on) => on.chooseFiles({ from: 'chat' }),
};

const apiOf = (errMsg: string) => errMsg.slice(0, errMsg.indexOf(':')) as Api;

/** Told otherwise than by its own code, for a reason. */
function expectedOf(code: FailureCode, saying: Saying): FailureCode | 'nothing' {
  if (!('errMsg' in saying)) return code;
  const api = apiOf(saying.errMsg);
  // Who chooses nothing has not failed.
  if (api.startsWith('choose') && code === 'cancelled') return 'nothing';
  // Refused although the Mini Program is allowed: so it was the phone.
  if (api.startsWith('save') && code === 'album-refused') return 'wechat-permission';
  // Then each is chosen by an API of its own.
  if (saying.errMsg.includes('bad mediaType')) return 'nothing';
  return code;
}

const known: Readonly<Record<FailureCode, Entry>> = entries;
const messages = Object.entries(known).flatMap(([code, { said }]) =>
  said.map((saying) => {
    const text =
      'errMsg' in saying ? saying.errMsg : `${saying.status} ${saying.code} ${saying.message ?? ''}`.trim();
    return [text, code as FailureCode, saying] as const;
  }),
);
const reached = messages.filter(([, , saying]) => !('errMsg' in saying) || scenes[apiOf(saying.errMsg)]);

/** Of each cause the first; test/client/causes.test.ts reads all of them. */
const isFirst = ([text, code]: (typeof reached)[number]) =>
  reached.find(([, other]) => other === code)?.[0] === text;

test.each(fewOf(reached, isFirst))('%s: %s', async (_text, code, saying) => {
  const expected = expectedOf(code, saying);
  let work: Doing = (on) => on.listObjects();
  if ('errMsg' in saying) {
    const api = apiOf(saying.errMsg);
    work = (await scenes[api]?.()) ?? work;
    const { errMsg, errno } = saying;
    stage.wechatSays(api, { errMsg, ...(errno !== undefined && { errno }) });
  } else stage.cosSays(saying.status, saying.code, saying.message);
  const told = await work(flows()).then(
    () => 'nothing',
    (failure) => failure.code,
  );
  expect(told).toBe(expected);
});
