import { randomBytes } from 'node:crypto';
import type { Flows } from '../../../miniprogram/cos/createFlows';
import type { StoredObject } from '../../../miniprogram/cos/objects/StoredObject';
import type { TimeLimits } from '../../../miniprogram/cos/task/timeLimits';
import type { UploadQueue } from '../../../miniprogram/cos/upload/UploadQueue';
import { errorAnswer, type Reply, type ScriptedCloud } from '../../client/support/ScriptedCloud';
import { load, useHost } from '../../client/support/useHost';
import { store } from '../../flows/support/objects';
import { definitionIn } from '../../pages/support/definitionIn';
import type { TestPhone } from '../../support/phone/TestPhone';
import type { Api } from '../../support/phone/WatchedCalls';
import { PNG } from '../../support/pictures';
import { type Definition, openWatched, Pending, type Watched } from './openWatched';

/**
 * Whatever a person does, and whatever fails of it: it is said in words, nothing turns for ever, the next try works, and no
 * promise stays pending or is rejected where nobody hears of it.
 */

const { phone, cloud } = useHost({ settings: { language: 'en' } });

const limits: TimeLimits = {
  credential: 300,
  operation: 300,
  uploadSilence: 300,
  cover: 100,
  uploadPauses: [],
  networkPauses: [300],
  operationPauses: [],
  patience: 0,
  downloadSilence: 300,
  files: 250,
  check: 800,
  removal: 30,
};
const image = Buffer.concat([PNG, randomBytes(400)]);

/** How long all of it may take. Milliseconds. */
const LONG = 4000;

let unhandled: unknown[] = [];
const hear = (reason: unknown) => unhandled.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', hear);
  for (const method of ['error', 'warn', 'log'] as const) jest.spyOn(console, method).mockImplementation();
});
afterAll(() => process.off('unhandledRejection', hear));
beforeEach(() => {
  for (const method of ['error', 'warn', 'log'] as const) jest.spyOn(console, method).mockImplementation();
  unhandled = [];
  Object.assign(globalThis, {
    getCurrentPages: () => [{ route: 'cos/pages/gallery/gallery' }, { route: 'cos/pages/object/object' }],
  });
});

interface World {
  readonly phone: TestPhone;
  readonly cloud: ScriptedCloud;
  readonly opened: Watched;
  readonly flows: Flows;
  /** Whether it was called while nothing was wrong with it. */
  called(api: Api): boolean;
}

interface Scene {
  /** Default `Page`. */
  readonly kind?: 'Page' | 'Component';
  readonly script: string;
  /** Query of the page, or properties of the component. */
  readonly given?: () => Record<string, unknown>;
  /** What was done before, while all was well. Default: what fails, fails from the start. */
  before?(world: World): unknown;
  act?(world: World): unknown;
  again?(world: World): unknown;
  readonly asksCloud?: boolean;
  /** Calls of WeChat that may fail. */
  readonly apis: readonly Api[];
  /** Those of them whose failure nobody has to hear of. */
  readonly unimportant?: readonly Api[];
  succeeded(world: World): boolean;
}

const event = (dataset: object, detail: object = {}) => ({ currentTarget: { dataset }, detail });
const photo = () => store(cloud, 'a.png', image);
/** A gallery takes nothing: it lists it. */
const withObject = (_object: StoredObject) => ({});
const paper = () => store(cloud, 'a.pdf', image, { kind: 'document' });
const keyOf = (name: string) => `users/test/8230000000000-${name}`;
const items = ({ flows }: World) => flows.uploads.items;
const uploaded = ({ cloud: { objects } }: World) => objects.size === 1;
const wants = () => {
  phone.person.wants = [{ name: 'new.png', bytes: image }];
  phone.person.taps = 0;
};
const retryUploads = async (world: World, add: () => unknown) => {
  if (items(world).length === 0) await add();
  else world.flows.uploads.resumeAll();
  world.flows.uploads.retryAll();
};

const scenes: Record<string, Scene> = {
  'home: opens a page': {
    script: '../pages/home/home',
    before: () => undefined,
    act: ({ opened }) => opened.run.openGallery?.(),
    apis: ['navigateTo'],
    succeeded: ({ called, opened }) => called('navigateTo') && opened.data.notOpened === '',
  },
  'gallery: opens': {
    script: 'pages/gallery/gallery',
    again: ({ opened }) => opened.run.refresh?.(),
    asksCloud: true,
    apis: ['setNavigationBarTitle', 'request'],
    succeeded: ({ opened }) => opened.data.state === 'ready' && opened.data.failure === null,
  },
  'gallery: is pulled down': {
    script: 'pages/gallery/gallery',
    before: () => undefined,
    act: ({ opened }) => opened.run.onPullDownRefresh?.(),
    asksCloud: true,
    apis: ['stopPullDownRefresh'],
    succeeded: ({ opened }) => opened.data.failure === null,
  },
  'gallery: opens an object': {
    script: 'pages/gallery/gallery',
    before: () => undefined,
    act: ({ opened }) => opened.run.tapObject?.(event({ key: keyOf('a.png') })),
    apis: ['navigateTo'],
    succeeded: ({ called }) => called('navigateTo'),
  },
  'gallery: adds files': {
    script: 'pages/gallery/gallery',
    before: wants,
    act: ({ opened }) => opened.run.upload?.(),
    again: (world) => retryUploads(world, () => world.opened.run.upload?.()),
    asksCloud: true,
    apis: [
      'showActionSheet',
      'chooseMedia',
      'navigateTo',
      'uploadFile',
      'setStorage',
      'setKeepScreenOn',
      'getNetworkType',
    ],
    succeeded: uploaded,
  },
  'gallery: saves what is marked': {
    script: 'pages/gallery/gallery',
    given: () => withObject(photo()),
    before: () => undefined,
    async act({ opened }) {
      opened.run.cancelSelection?.();
      await settled();
      opened.run.cancelSelection?.();
      opened.run.select?.(event({ key: keyOf('a.png') }));
      opened.run.saveSelected?.();
    },
    asksCloud: true,
    apis: [
      'getSetting',
      'showModal',
      'authorize',
      'setStorage',
      'mkdir',
      'readdir',
      'downloadFile',
      'stat',
      'readFile',
      'copyFile',
      'unlink',
      'saveImageToPhotosAlbum',
    ],
    succeeded: ({ phone }) => phone.album.length > 0,
  },
  'gallery: opens the settings after a refusal': {
    script: 'pages/gallery/gallery',
    given: () => withObject(photo()),
    async before({ phone, opened }) {
      phone.person.allows = false;
      phone.simulated.settings.update({ permissions: { 'scope.writePhotosAlbum': 'denied' } } as never);
      opened.run.select?.(event({ key: keyOf('a.png') }));
      await settled();
      phone.calls.fail('authorize', { errMsg: 'authorize:fail auth deny' });
      phone.calls.replace(
        'showModal',
        () =>
          ((options: { success?(result: object): void }) => options.success?.({ confirm: true })) as never,
      );
      opened.run.saveSelected?.();
      await untilQuiet();
      phone.person.allows = true;
      phone.calls.restore('authorize');
    },
    act({ opened, phone }) {
      const { failures } = opened.data.selection as { failures: { id: string }[] };
      phone.tap(() => opened.run.helpSelection?.(event({ group: failures[0]?.id })));
    },
    apis: ['openSetting'],
    succeeded: ({ phone }) => phone.album.length > 0,
  },
  'object: opens': {
    script: 'pages/object/object',
    given: () => ({ key: photo().key }),
    again: ({ opened }) => opened.run.find?.(),
    asksCloud: true,
    apis: ['setNavigationBarTitle'],
    succeeded: ({ opened }) => opened.data.object !== null && opened.data.findFailure === null,
  },
  'object: opens a document': {
    script: 'pages/object/object',
    given: () => ({ key: paper().key }),
    before: () => undefined,
    act: ({ opened }) => opened.run.open?.(),
    asksCloud: true,
    apis: ['mkdir', 'downloadFile', 'stat', 'readFile', 'openDocument'],
    succeeded: ({ phone }) => phone.person.openedDocuments.length > 0,
  },
  'object: renames': {
    script: 'pages/object/object',
    given: () => ({ key: photo().key }),
    before: () =>
      phone.calls.replace(
        'showModal',
        () =>
          ((options: { success?(result: object): void }) =>
            options.success?.({ confirm: true, content: 'sea' })) as never,
      ),
    act: ({ opened }) => opened.run.askRename?.(),
    again: ({ opened }) => (opened.data.failure ? opened.run.help?.() : opened.run.askRename?.()),
    asksCloud: true,
    apis: ['request'],
    succeeded: ({ cloud }) => [...cloud.objects.keys()].join() === keyOf('sea.png'),
  },
  'object: opens WeChat’s previewer': {
    script: 'pages/object/object',
    given: () => ({ key: photo().key }),
    before: () => undefined,
    act: ({ opened }) => opened.run.preview?.(),
    apis: ['previewMedia'],
    succeeded: ({ called }) => called('previewMedia'),
  },
  'object: deletes': {
    script: 'pages/object/object',
    given: () => ({ key: photo().key }),
    before: () => undefined,
    act: ({ opened }) => opened.run.askDelete?.(),
    asksCloud: true,
    apis: ['showModal', 'navigateBack'],
    succeeded: ({ cloud, called }) => cloud.objects.size === 0 && called('navigateBack'),
  },
  'transfers: adds files': {
    script: 'pages/transfers/transfers',
    before: wants,
    act: ({ opened }) => opened.run.add?.(),
    again: (world) => retryUploads(world, () => world.opened.run.add?.()),
    asksCloud: true,
    apis: ['showActionSheet', 'chooseMedia', 'uploadFile', 'stat'],
    succeeded: uploaded,
  },
  'transfers: asks what to do with a file': {
    script: 'pages/transfers/transfers',
    async before(world) {
      wants();
      world.cloud.reply = () => errorAnswer(403, 'AccessDenied', 'no');
      await world.opened.run.add?.();
      await untilQuiet();
    },
    act: ({ opened, flows }) => opened.run.menu?.(event({ id: flows.uploads.items[0]?.id })),
    apis: ['showActionSheet'],
    succeeded: ({ called }) => called('showActionSheet'),
  },
  'doctor: runs': {
    script: 'pages/doctor/doctor',
    again: ({ opened }) => opened.run.again?.(),
    asksCloud: true,
    apis: ['getSetting', 'getNetworkType', 'setNavigationBarTitle', 'writeFile'],
    succeeded: ({ opened }) => (opened.data.summary as { state: string }).state !== 'running',
  },
  'doctor: copies its report': {
    script: 'pages/doctor/doctor',
    before: () => undefined,
    act: ({ opened }) => opened.run.copy?.(),
    apis: ['setClipboardData'],
    succeeded: ({ called }) => called('setClipboardData'),
  },
  'doctor: opens the settings': {
    script: 'pages/doctor/doctor',
    before: () => undefined,
    act: ({ opened, phone }) => phone.tap(() => opened.run.openSettings?.(event({ id: 'album' }))),
    apis: ['openSetting'],
    succeeded: ({ called }) => called('openSetting'),
  },
  'doctor: asks whether to run again from here': {
    script: 'pages/doctor/doctor',
    before: () => undefined,
    act: ({ opened }) => opened.run.askAgain?.(event({ id: 'list' })),
    apis: ['showActionSheet'],
    succeeded: ({ called }) => called('showActionSheet'),
  },
  'cos-image: shows': {
    kind: 'Component',
    script: 'components/cos-image/cos-image',
    given: () => ({ objectKey: photo().key }),
    again: ({ opened }) => opened.run.tap?.(),
    asksCloud: true,
    apis: [],
    succeeded: ({ opened }) => opened.data.url !== '',
  },
  'cos-image: shows the whole picture': {
    kind: 'Component',
    script: 'components/cos-image/cos-image',
    given: () => ({ objectKey: photo().key }),
    before: () => undefined,
    act: ({ opened }) => opened.run.tap?.(),
    apis: ['previewImage'],
    succeeded: ({ called }) => called('previewImage'),
  },
  'cos-image: asks whether to save': {
    kind: 'Component',
    script: 'components/cos-image/cos-image',
    given: () => ({ objectKey: photo().key, saveByLongpress: true }),
    before: () => undefined,
    act: ({ opened }) => opened.run.hold?.(),
    apis: ['showActionSheet'],
    succeeded: ({ called }) => called('showActionSheet'),
  },
  'cos-save-button: saves': {
    kind: 'Component',
    script: 'components/cos-save-button/cos-save-button',
    given: () => ({ objectKey: photo().key }),
    before: () => undefined,
    act: ({ opened }) => {
      opened.run.cancel?.();
      return settled().then(() => opened.run.press?.());
    },
    asksCloud: true,
    apis: [
      'getSetting',
      'showModal',
      'authorize',
      'setStorage',
      'mkdir',
      'downloadFile',
      'stat',
      'readFile',
      'saveImageToPhotosAlbum',
    ],
    succeeded: ({ opened }) => opened.data.state === 'saved',
  },
  'cos-uploader: adds files': {
    kind: 'Component',
    script: 'components/cos-uploader/cos-uploader',
    before: wants,
    act: ({ opened }) => opened.run.add?.(),
    again({ opened }) {
      const { tiles, failures, notice } = opened.data as {
        tiles: unknown[];
        failures: { id: string }[];
        notice: unknown;
      };
      for (const { id } of failures) opened.run.retryGroup?.(event({ id }));
      if (notice) opened.run.tryAgain?.();
      else if (tiles.length === 0) opened.run.add?.();
    },
    asksCloud: true,
    apis: ['showActionSheet', 'chooseMedia', 'uploadFile'],
    succeeded: uploaded,
  },
  'cos-uploader: previews': {
    kind: 'Component',
    script: 'components/cos-uploader/cos-uploader',
    given: () => ({ value: [photo().key] }),
    before: () => undefined,
    act: ({ opened }) => opened.run.open?.(event({ id: keyOf('a.png') })),
    apis: ['previewMedia'],
    succeeded: ({ called }) => called('previewMedia'),
  },
  'cos-uploader: deletes': {
    kind: 'Component',
    script: 'components/cos-uploader/cos-uploader',
    given: () => ({ value: [photo().key], deleteRemoved: true }),
    before: () => undefined,
    act: ({ opened }) => opened.run.remove?.(event({ id: keyOf('a.png') })),
    asksCloud: true,
    apis: ['showModal'],
    succeeded: ({ cloud, opened }) =>
      cloud.objects.size === 0 && (opened.data.tiles as unknown[]).length === 0,
  },
  'cos-uploader: asks what to do with a tile': {
    kind: 'Component',
    script: 'components/cos-uploader/cos-uploader',
    given: () => ({ value: [photo().key] }),
    before: () => undefined,
    act: ({ opened }) => opened.run.showMenu?.(keyOf('a.png')),
    apis: ['showActionSheet'],
    succeeded: ({ called }) => called('showActionSheet'),
  },
  'link-sheet: copies the link': {
    kind: 'Component',
    script: 'components/link-sheet/link-sheet',
    given: () => ({ objectKey: photo().key }),
    before: () => undefined,
    act: ({ opened }) => opened.run.copy?.(),
    async again({ opened }) {
      if (opened.data.state === 'failed') opened.run.help?.();
      await settled();
      opened.run.copy?.();
    },
    apis: ['setClipboardData'],
    succeeded: ({ called }) => called('setClipboardData'),
  },
  'cos-privacy: opens the guide': {
    kind: 'Component',
    script: 'components/cos-privacy/cos-privacy',
    before: ({ opened }) => opened.run.ask?.({ referrer: 'chooseMedia', answer: () => undefined }),
    act: ({ opened }) => opened.run.openContract?.(),
    apis: ['openPrivacyContract' as Api, 'getPrivacySetting' as Api],
    succeeded: ({ called }) => called('openPrivacyContract' as Api),
  },
};

export interface Fault {
  readonly name: string;
  /** Which one fails. */
  readonly api?: Api;
  begin(): void;
  /** WeChat waits for a person, as far as anybody knows. */
  readonly isSilent?: boolean;
}

const issues = (name: string, answer: Reply | object): Fault => ({
  name,
  begin() {
    cloud.issue = () => answer;
  },
});
const replies = (name: string, answer: Reply): Fault => ({
  name,
  begin() {
    cloud.reply = () => answer;
  },
});
const throws = (api: Api): Fault => ({
  api,
  name: `${api} throws`,
  begin: () =>
    phone.calls.replace(api, () => () => {
      throw new Error(`${api}:fail access denied`);
    }),
});

const ofCloud: readonly Fault[] = [
  issues('the key is refused', { status: 403, body: '{"errMsg":"no"}' }),
  issues('the key is garbage', { credentials: 5 }),
  issues('a web page in place of the key', 'login-page'),
  issues('the key never comes', 'hang'),
  issues('the request for a key is cut', 'drop'),
  replies('403', errorAnswer(403, 'AccessDenied', 'Access Denied.')),
  replies('403 without a word', { status: 403, body: '' }),
  replies('404', errorAnswer(404, 'NoSuchBucket', 'The specified bucket does not exist.')),
  replies('503', errorAnswer(503, 'ServiceUnavailable', 'busy')),
  replies('a web page in place of COS', 'login-page'),
  replies('COS is cut before', 'drop'),
  replies('COS is cut after', 'lose'),
  replies('COS never answers', 'hang'),
  throws('getStorageSync'),
  throws('setStorageSync'),
];

const ofApi = (api: Api): readonly Fault[] =>
  [
    {
      name: `${api} fails oddly`,
      begin: () => phone.calls.fail(api, { errMsg: `${api}:fail 系统错误 -2147 {}` }),
    },
    { name: `${api} fails with an object of nothing`, begin: () => phone.calls.fail(api, {} as never) },
    { name: `${api} fails without a word`, begin: () => phone.calls.fail(api, undefined) },
    // A page that is left is gone, whether or not anybody is told.
    ...(api === 'navigateBack'
      ? []
      : [{ name: `${api} never calls back`, begin: () => phone.calls.silence(api), isSilent: true }]),
  ].map((fault) => ({ ...fault, api }));

/** Those that wait for a person: how long, nobody can know. */
const waitForPerson = new Set<string>([
  'showActionSheet',
  'chooseMedia',
  'showModal',
  'authorize',
  'saveImageToPhotosAlbum',
  'openSetting',
  'setClipboardData',
  'openDocument',
  'previewMedia',
]);

const cos = '../../../miniprogram/cos/';
let pending: Pending;
let flows: Flows;
/** Those of the page or the component. */
let queues: UploadQueue[] = [];
const settled = () => new Promise((resolve) => setTimeout(resolve, 4));
/** What a second tap comes after. */
const later = () => {
  const { now } = Date;
  jest.spyOn(Date, 'now').mockImplementation(() => now() + 2000);
};

/** Until nothing of ours is at work. */
async function untilQuiet(most = LONG): Promise<readonly string[]> {
  const end = Date.now() + most;
  let calm = 0;
  while (calm < 2 && Date.now() < end) {
    await settled();
    const isUploading = queues.some(({ items, state }) =>
      items.some(
        ({ state: { name } }) => name === 'uploading' || (name === 'queued' && state.name === 'running'),
      ),
    );
    calm = pending.names.length === 0 && !isUploading ? calm + 1 : 0;
  }
  return pending.names;
}

/** Each script once, on flows that are made anew for each fault: loading the SDK takes longer than most of them. */
const definitions = new Map<string, Definition>();
let renew: () => void;

function definitionOf({ kind = 'Page', script }: Scene): Definition {
  const known = definitions.get(script);
  if (known) return known;
  const definition = definitionIn<Definition>(() => require(`${cos}${script}`), kind);
  definitions.set(script, definition);
  return definition;
}

beforeAll(() => {
  jest.doMock('../../../miniprogram/cos/config', () => ({ config: cloud.config() }));
  jest.doMock('../../../miniprogram/cos/task/timeLimits', () => ({ timeLimits: limits }));
  const index = load<typeof import('../../../miniprogram/cos/index')>('index');
  const { network } = load<typeof import('../../../miniprogram/cos/network/Network')>('network/Network');
  const { appLife } = load<typeof import('../../../miniprogram/cos/task/AppLife')>('task/AppLife');
  // The pages have the same ones.
  jest.doMock('../../../miniprogram/cos/index', () => index);
  jest.doMock('../../../miniprogram/cos/failures/Failure', () => ({ Failure: index.Failure }));
  renew = () => {
    flows = Object.assign(index.flows, index.createFlows(cloud.config(), { limits }));
    network.heard(true, appLife.now());
  };
});

function open(scene: Scene): Watched {
  pending = new Pending();
  renew();
  queues = [flows.uploads];
  const { createUploads } = flows;
  flows.createUploads = (options) => {
    const queue = createUploads(options);
    queues.push(queue);
    return queue;
  };
  pending.countAll(flows, 'flows.');
  return openWatched(scene.kind ?? 'Page', definitionOf(scene), pending, scene.given?.() ?? {});
}

/** All texts of failures that the person sees. */
function said({ opened }: World): readonly string[] {
  const texts: string[] = phone.calls.of('showToast').map(({ title }) => String(title));
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { heading, cause, advice, messageLine, notOpened, state, text, failed } = value as Record<
      string,
      unknown
    >;
    if (heading) texts.push(...[heading, cause, advice, `: ${messageLine}`].map(String));
    else if (typeof cause === 'string' && cause !== '') texts.push(cause, String(advice));
    if (typeof notOpened === 'string' && notOpened !== '') texts.push(notOpened);
    if (state === 'failed' && failed === undefined && typeof text === 'string') texts.push(text);
    Object.values(value).forEach(look);
  };
  look(opened.data);
  const marks = queues.flatMap(({ items, state }) => [state.name, ...items.map((item) => item.state.name)]);
  if (marks.some((mark) => /waiting|failed|stopped/.test(mark)))
    texts.push('a mark on a row or on the button');
  if (opened.data.state === 'failed') texts.push('a picture that could not be loaded');
  return texts;
}

/** Names of what turns. */
function spinning(data: unknown, path = ''): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]): readonly string[] => {
    const here = `${path}.${name}`;
    const busy =
      (/^(state|more)$/.test(name) && /^(loading|saving|running)$/.test(String(value))) ||
      (/^(deleting|isSaving)$/.test(name) && value === true) ||
      (name === 'work' && value !== null);
    const isImage = name === 'state' && 'url' in data && data.url !== '';
    return busy && !isImage ? [here] : spinning(value, here);
  });
}

/** For these faults of each thing that a person can do. */
export function nothingStaysSilent(
  isChosen: (fault: Fault, at: number, all: readonly Fault[]) => boolean,
): void {
  describe.each(Object.entries(scenes))('%s', (_name, scene) => {
    const faults = [...(scene.asksCloud ? ofCloud : []), ...scene.apis.flatMap(ofApi)].filter(isChosen);

    if (faults.length === 0) return;
    test.each(faults)('$name', async (fault) => {
      /** Of calls that were made before all was well again. */
      let disturbed: readonly Api[] = scene.apis;
      const callsOf = (api: Api) => phone.calls.of(api).length;
      const before = new Map<Api, number>();
      const called = (api: Api) =>
        callsOf(api) > (before.get(api) ?? 0) && !(fault.api === api && disturbed.includes(api));
      if (!scene.before) fault.begin();
      const opened = open(scene);
      const world: World = { phone, cloud, opened, flows, called };
      await untilQuiet();
      if (scene.before) {
        await scene.before(world);
        await untilQuiet();
        for (const api of scene.apis) before.set(api, callsOf(api));
        fault.begin();
      }
      // Nobody hears of it, if it fails: it would be unhandled.
      void scene.act?.(world);
      const isPersons = fault.isSilent === true && waitForPerson.has(fault.api ?? '');
      const left = await untilQuiet(isPersons ? 100 : LONG);
      if (!isPersons) {
        expect(left).toEqual([]);
        if (!scene.succeeded(world)) expect(spinning(opened.data)).toEqual([]);
        const isHarmless =
          fault.isSilent || scene.unimportant?.includes(fault.api as Api) || scene.succeeded(world);
        if (!isHarmless) expect(said(world)).not.toEqual([]);
      }
      for (const text of said(world)) expect(text).not.toMatch(/^$|undefined|\[object|NaN|^\w+:fail/);
      const isDone = scene.succeeded(world);
      // All is well again.
      if (fault.api) phone.calls.restore(fault.api);
      cloud.issue = undefined;
      cloud.reply = undefined;
      for (const api of scene.apis) before.set(api, callsOf(api));
      disturbed = [];
      if (!isDone) {
        if (isPersons) later();
        // Where the machine is busy, the short limits may break the first of them.
        for (let tries = 0; tries < 3 && !scene.succeeded(world); tries += 1) {
          void (scene.again ?? scene.act)?.(world);
          const end = Date.now() + LONG / 2;
          while (!scene.succeeded(world) && Date.now() < end) await settled();
        }
        expect(scene.succeeded(world)).toBe(true);
      }
      opened.leave();
      for (const queue of queues) queue.cancelAll();
      await settled();
      expect(opened.afterwards).toEqual([]);
      expect(unhandled).toEqual([]);
    });
  });
}
