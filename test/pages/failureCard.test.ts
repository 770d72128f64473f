import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import { type FailureView, failureView } from '../../miniprogram/cos/i18n/failureView';
import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';
import { screensZh as zh } from '../../miniprogram/cos/i18n/screens.zh';

interface Card {
  attached(): void;
  openDoctor(): void;
  help(): void;
  again(): void;
  data: { failure: FailureView; hasDoctor?: boolean };
}

/** The card as WeChat makes it, with the failure of this code. */
function openCard(code: FailureCode, texts = en) {
  let methods: object = {};
  const Component = (options: { methods: object; lifetimes: object }) => {
    methods = { ...options.methods, ...options.lifetimes };
  };
  Object.assign(globalThis, { Component });
  jest.isolateModules(() => {
    require('../../miniprogram/cos/components/failure-card/failure-card');
  });
  Reflect.deleteProperty(globalThis, 'Component');
  const failure = failureView(new Failure({ code, attempt: { action: 'save' }, detail: '' }), 'save', texts);
  const triggerEvent = jest.fn();
  const card = { ...methods, data: { failure }, triggerEvent } as unknown as Card;
  return { card, triggerEvent };
}

const showToast = jest.fn();
const navigateTo = jest.fn();
const openAppAuthorizeSetting = jest.fn();

beforeEach(() => {
  jest.resetAllMocks();
  Object.assign(globalThis, {
    wx: { showToast, navigateTo, openAppAuthorizeSetting, getAppBaseInfo: () => ({ language: 'en' }) },
  });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'wx');
});

test('what the page can help with, it is asked for', () => {
  for (const code of ['album-refused', 'timeout'] as const) {
    const { card, triggerEvent } = openCard(code);
    card.help();
    expect(triggerEvent.mock.calls).toEqual([['help']]);
  }
  expect(openAppAuthorizeSetting).not.toHaveBeenCalled();
});

describe("the phone's settings", () => {
  test('are opened within the tap, on every page', () => {
    const { card, triggerEvent } = openCard('wechat-permission');
    card.help();
    expect(openAppAuthorizeSetting).toHaveBeenCalledTimes(1);
    expect(triggerEvent).not.toHaveBeenCalled();
    expect(showToast).not.toHaveBeenCalled();
    // Whoever comes back goes on from here: WeChat does not tell whether anything was allowed.
    expect(card.data.failure.againLabel).toBe('Try again');
    card.again();
    expect(triggerEvent.mock.calls).toEqual([['help']]);
  });

  test.each([
    ['en', en],
    ['zh', zh],
  ])('where WeChat cannot open them, a person is told to, in %s', (_language, texts) => {
    openAppAuthorizeSetting.mockImplementation(({ fail }) =>
      fail({ errMsg: 'openAppAuthorizeSetting:fail' }),
    );
    openCard('wechat-permission', texts).card.help();
    Reflect.deleteProperty(wx, 'openAppAuthorizeSetting');
    openCard('wechat-permission', texts).card.help();
    const title =
      texts === en ? expect.stringMatching(/by hand.*WeChat/i) : expect.stringMatching(/手动.*微信/);
    expect(showToast.mock.calls).toMatchObject([[{ title }], [{ title }]]);
  });
});

describe('the link to the doctor', () => {
  const cardOn = (route: string, is: string) => {
    const { card } = openCard('timeout');
    const shown = { ...card, is, setData: (change: object) => Object.assign(shown.data, change) };
    Object.assign(globalThis, { getCurrentPages: () => [{ route: 'pages/home/home' }, { route }] });
    shown.attached();
    Reflect.deleteProperty(globalThis, 'getCurrentPages');
    return shown;
  };

  test.each([
    ['cos/pages/gallery/gallery', 'cos/components/failure-card/failure-card'],
    ['packages/files/pages/object/object', 'packages/files/components/failure-card/failure-card'],
  ])('on %s it leads to the page beside it, whatever the folder is called', (route, is) => {
    const card = cardOn(route, is);
    expect(card.data.hasDoctor).toBe(true);
    card.openDoctor();
    const [[{ url, fail }]] = navigateTo.mock.calls;
    expect(url).toBe(`/${route.replace(/pages\/.*/, 'pages/doctor/doctor')}`);
    fail({ errMsg: 'navigateTo:fail page is not found' });
    expect(showToast.mock.calls).toMatchObject([[{ title: 'Could not be opened' }]]);
  });

  test('a page of somebody else’s does not have it', () => {
    expect(
      cardOn('pages/mine/mine', 'cos/components/failure-card/failure-card').data.hasDoctor,
    ).toBeUndefined();
  });
});
