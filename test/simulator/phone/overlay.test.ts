import sharp from 'sharp';
import { bitmap } from '../../e2e/support/bitmap';
import { jpeg, mp4 } from './support/media';
import { type OpenWx, openWx } from './support/openWx';

let open: OpenWx;
beforeEach(async () => {
  open = await openWx();
});
afterEach(() => open.close());

/** Resolves when the overlay shows the element. */
function shown(selector: string): Promise<void> {
  return new Promise((resolve) => {
    const { MutationObserver } = open.window;
    const observer = new MutationObserver(look);
    function look(): void {
      if (!open.overlay.querySelector(selector)) return;
      observer.disconnect();
      resolve();
    }
    observer.observe(open.overlay, { childList: true, subtree: true });
    look();
  });
}

const ALBUM = 'scope.writePhotosAlbum';
const denied = { errMsg: 'saveImageToPhotosAlbum:fail auth deny' };

async function tempImage(): Promise<string> {
  return open.phone.addTempFile('照片.jpg', await jpeg(40, 30));
}

describe('toast, modal, action sheet', () => {
  test('a toast goes by itself, loading stays until it is hidden', async () => {
    await open.wx.showLoading({ title: '加载中', mask: true });
    expect(open.shownText()).toBe('加载中');
    await open.wx.showToast({ title: '完成', duration: 20 });
    expect(open.shownText()).toBe('完成');
    await new Promise((resolve) => open.window.setTimeout(resolve, 40));
    expect(open.shownText()).toBe('');
    await open.wx.showLoading({ title: '加载中' });
    await open.wx.hideLoading();
    expect(open.shownText()).toBe('');
  });

  test('modal: the two buttons in the phone’s language', async () => {
    const confirming = open.wx.showModal({ title: '删除？', content: '不能恢复' });
    await shown('.phone-modal');
    expect(open.shownText()).toBe('删除？不能恢复取消确定');
    open.click('.phone-modal-confirm');
    await expect(confirming).resolves.toEqual({ confirm: true, cancel: false, errMsg: 'showModal:ok' });
    expect(open.shownText()).toBe('');

    const cancelling = open.wx.showModal({ content: '?', confirmText: 'Delete', cancelText: 'Keep' });
    await shown('.phone-modal');
    expect(open.shownText()).toBe('?KeepDelete');
    open.click('.phone-modal-cancel');
    await expect(cancelling).resolves.toMatchObject({ confirm: false, cancel: true });
  });

  test('modal: without cancel, and editable', async () => {
    const asking = open.wx.showModal({ title: 'Name', editable: true, content: 'old', showCancel: false });
    await shown('.phone-modal');
    expect(open.overlay.querySelector('.phone-modal-cancel')).toBeNull();
    const input = open.overlay.querySelector<HTMLInputElement>('.phone-modal-input');
    expect(input?.value).toBe('old');
    if (input) input.value = 'new';
    open.click('.phone-modal-confirm');
    await expect(asking).resolves.toMatchObject({ confirm: true, content: 'new' });
  });

  test('modal: a button text that WeChat refuses', async () => {
    await expect(open.wx.showModal({ confirmText: 'Open settings' })).rejects.toEqual({
      errMsg: 'showModal:fail confirmText length should not larger than 4 Chinese characters',
    });
    await expect(open.wx.showModal({ cancelText: '五个字太长' })).rejects.toEqual({
      errMsg: 'showModal:fail cancelText length should not larger than 4 Chinese characters',
    });
  });

  test('texts are never HTML', async () => {
    void open.wx.showModal({ title: '<img src=x>', content: '<b>bold</b>' });
    await shown('.phone-modal');
    expect(open.overlay.querySelector('img, b')).toBeNull();
  });

  test('action sheet: the index, cancel, and at most 6', async () => {
    const choosing = open.wx.showActionSheet({ itemList: ['相册', '相机'] });
    await shown('.phone-sheet');
    open.overlay.querySelectorAll<HTMLElement>('.phone-sheet-item')[1]?.click();
    await expect(choosing).resolves.toEqual({ tapIndex: 1, errMsg: 'showActionSheet:ok' });

    const cancelling = open.wx.showActionSheet({ itemList: ['a'] });
    await shown('.phone-sheet');
    open.click('.phone-sheet-cancel');
    await expect(cancelling).rejects.toEqual({ errMsg: 'showActionSheet:fail cancel' });

    await expect(open.wx.showActionSheet({ itemList: [...'1234567'] })).rejects.toEqual({
      errMsg: 'showActionSheet:fail parameter error: itemList should not be large than 6',
    });
  });

  /** What a browser makes of a touch comes after it, and may come after what the tap has opened. */
  test('a press that began on the page presses nothing of what has opened meanwhile', async () => {
    const { MouseEvent, document } = open.window;
    const press = (on: Element) => on.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    const click = (on: Element) => on.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    press(document.body);
    const choosing = open.wx.showActionSheet({ itemList: ['a'] });
    await shown('.phone-sheet');
    const mask = open.overlay.querySelector('.phone-mask') as Element;
    const item = open.overlay.querySelector('.phone-sheet-item') as Element;
    click(mask);
    click(item);
    expect(open.overlay.querySelector('.phone-sheet')).not.toBeNull();
    press(item);
    click(item);
    await expect(choosing).resolves.toMatchObject({ tapIndex: 0 });
  });
});

describe('the album and its permission', () => {
  test('asked once, allowed: the file is in the album', async () => {
    const filePath = await tempImage();
    const saving = open.wx.saveImageToPhotosAlbum({ filePath });
    await shown('.phone-permission-allow');
    open.click('.phone-permission-allow');
    await expect(saving).resolves.toEqual({ errMsg: 'saveImageToPhotosAlbum:ok' });
    await open.wx.saveImageToPhotosAlbum({ filePath });
    expect(open.phone.album()).toHaveLength(2);
    expect(open.phone.album()[0]).toMatchObject({
      type: 'image',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await expect(open.wx.getSetting()).resolves.toMatchObject({ authSetting: { [ALBUM]: true } });
  });

  test('refused: never asked again, and only the settings lead back', async () => {
    const filePath = await tempImage();
    await expect(open.wx.getSetting()).resolves.toEqual({ authSetting: {}, errMsg: 'getSetting:ok' });
    const saving = open.wx.saveImageToPhotosAlbum({ filePath });
    await shown('.phone-permission-refuse');
    open.click('.phone-permission-refuse');
    await expect(saving).rejects.toEqual(denied);
    await expect(open.wx.saveImageToPhotosAlbum({ filePath })).rejects.toEqual(denied);
    await expect(open.wx.authorize({ scope: ALBUM })).rejects.toEqual({ errMsg: 'authorize:fail auth deny' });
    expect(open.shownText()).toBe('');
    await expect(open.wx.getSetting()).resolves.toMatchObject({ authSetting: { [ALBUM]: false } });

    await expect(open.wx.openSetting()).rejects.toEqual({
      errMsg: 'openSetting:fail can only be invoked by user TAP gesture',
    });
    const opening = open.tap(() => open.wx.openSetting());
    await shown('.phone-settings-scope');
    open.click('.phone-settings-scope');
    open.click('.phone-settings-close');
    await expect(opening).resolves.toEqual({ authSetting: { [ALBUM]: true }, errMsg: 'openSetting:ok' });
    await open.wx.saveImageToPhotosAlbum({ filePath });
    expect(open.phone.album()).toHaveLength(1);
  });

  test('the settings list only what was asked for', async () => {
    const opening = open.tap(() => open.wx.openSetting());
    await shown('.phone-settings');
    expect(open.overlay.querySelector('.phone-settings-scope')).toBeNull();
    open.click('.phone-settings-close');
    await expect(opening).resolves.toMatchObject({ authSetting: {} });
  });

  test('a test can answer the dialog, and reset what was answered', async () => {
    open.phone.nextPermission(false);
    await expect(open.wx.authorize({ scope: ALBUM })).rejects.toMatchObject({
      errMsg: 'authorize:fail auth deny',
    });
    open.phone.resetPermissions();
    open.phone.nextPermission(true);
    await expect(open.wx.authorize({ scope: ALBUM })).resolves.toEqual({ errMsg: 'authorize:ok' });
    expect(open.shownText()).toBe('');
  });

  test('the extension decides, before anybody is asked', async () => {
    const unnamed = open.phone.addTempFile('photo', await jpeg(4, 4));
    await expect(open.wx.saveImageToPhotosAlbum({ filePath: unnamed })).rejects.toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail invalid file type',
    });
    const mov = open.phone.addTempFile('a.mov', mp4(1, 2, 2));
    await expect(open.wx.saveVideoToPhotosAlbum({ filePath: mov })).rejects.toEqual({
      errMsg: 'saveVideoToPhotosAlbum:fail invalid file type',
    });
    const broken = open.phone.addTempFile('a.mp4', Buffer.from('<Error/>'));
    await expect(open.wx.saveVideoToPhotosAlbum({ filePath: broken })).rejects.toEqual({
      errMsg: 'saveVideoToPhotosAlbum:fail invalid video',
    });
    await expect(open.wx.saveImageToPhotosAlbum({ filePath: 'http://usr/gone.jpg' })).rejects.toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail no such file or directory http://usr/gone.jpg',
      errno: 1300002,
    });
    open.phone.nextPermission(true);
    const video = open.phone.addTempFile('a.mp4', mp4(1, 2, 2));
    await open.wx.saveVideoToPhotosAlbum({ filePath: video });
    expect(open.phone.album()).toMatchObject([{ type: 'video' }]);
  });

  test('a phone that lets WeChat have no photos refuses whoever is allowed; its settings open from a tap', async () => {
    open.phone.nextPermission(true);
    open.phone.settings.update({ photosForWeChat: false });
    const filePath = await tempImage();
    await expect(open.wx.saveImageToPhotosAlbum({ filePath })).rejects.toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail system permission denied',
    });
    await expect(open.wx.getSetting()).resolves.toMatchObject({ authSetting: { [ALBUM]: true } });
    expect(open.wx.getAppAuthorizeSetting()).toMatchObject({ albumAuthorized: 'denied' });
    await expect(open.wx.openAppAuthorizeSetting({})).rejects.toEqual({
      errMsg: 'openAppAuthorizeSetting:fail can only be invoked by user TAP gesture',
    });
    const left = open.tap(() => open.wx.openAppAuthorizeSetting({}));
    await shown('.phone-settings-scope');
    open.click('.phone-settings-scope');
    open.click('.phone-settings-close');
    await left;
    expect(open.wx.getAppAuthorizeSetting()).toMatchObject({ albumAuthorized: 'authorized' });
    await open.wx.saveImageToPhotosAlbum({ filePath });
    expect(open.phone.album()).toHaveLength(1);
  });

  test('a picture that is none is refused, whatever it is called', async () => {
    const page = open.phone.addTempFile('a.jpg', Buffer.from('<Error><Code>AccessDenied</Code></Error>'));
    await expect(open.wx.saveImageToPhotosAlbum({ filePath: page })).rejects.toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail invalid file type',
    });
    await expect(open.wx.getImageInfo({ src: page })).rejects.toEqual({
      errMsg: 'getImageInfo:fail image format not supported',
    });
    const empty = open.phone.addTempFile('a.png', Buffer.alloc(0));
    await expect(open.wx.saveImageToPhotosAlbum({ filePath: empty })).rejects.toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail invalid file type',
    });
    expect(open.phone.album()).toEqual([]);
  });

  test('pictures of the kinds that phones have reach the album', async () => {
    open.phone.nextPermission(true);
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')]);
    const files: [name: string, bytes: Buffer][] = [
      ['a.jpg', await jpeg(4, 4)],
      [
        'a.png',
        await sharp(await jpeg(4, 4))
          .png()
          .toBuffer(),
      ],
      [
        'a.webp',
        await sharp(await jpeg(4, 4))
          .webp()
          .toBuffer(),
      ],
      [
        'a.gif',
        await sharp(await jpeg(4, 4))
          .gif()
          .toBuffer(),
      ],
      ['a.bmp', bitmap(4, 4)],
      ['a.heic', heic],
    ];
    for (const [name, bytes] of files) {
      await open.wx.saveImageToPhotosAlbum({ filePath: open.phone.addTempFile(name, bytes) });
    }
    expect(open.phone.album()).toHaveLength(files.length);
  });

  test('the album, the answers and the settings survive a restart', async () => {
    open.phone.nextPermission(true);
    await open.wx.saveImageToPhotosAlbum({ filePath: await tempImage() });
    const before = open.phone.album();
    open.window.close();
    await open.phone.close();
    open = await openWx({ dir: open.dir });
    expect(open.phone.album()).toEqual(before);
    await expect(open.wx.getSetting()).resolves.toMatchObject({ authSetting: { [ALBUM]: true } });
  });
});

describe('privacy', () => {
  const refused = { errMsg: 'getClipboardData:fail privacy permission is not authorized', errno: 104 };
  type Resolve = (answer: { event: string; buttonId?: string }) => void;
  /** Registers a listener as a Mini Program does. */
  const listen = (): { resolve: Resolve; referrer: string }[] => {
    const asked: { resolve: Resolve; referrer: string }[] = [];
    const listener = (resolve: Resolve, { referrer }: { referrer: string }) => {
      asked.push({ resolve, referrer });
    };
    open.wx.onNeedPrivacyAuthorization(listener as never);
    return asked;
  };
  const isPending = async (call: Promise<unknown>): Promise<boolean> => {
    const later = new Promise((resolve) => setTimeout(() => resolve('pending'), 30));
    return (await Promise.race([call.catch(() => 'failed'), later])) === 'pending';
  };

  test('not asked yet: WeChat asks itself, once for all calls, and remembers the consent', async () => {
    open.phone.settings.update({ privacy: 'notAsked' });
    await expect(open.wx.getPrivacySetting({})).resolves.toMatchObject({ needAuthorization: true });
    const calls = [open.wx.getClipboardData(), open.wx.requirePrivacyAuthorize({})];
    await shown('.phone-modal-confirm');
    expect(open.overlay.querySelectorAll('.phone-modal-confirm')).toHaveLength(1);
    open.click('.phone-modal-confirm');
    await expect(Promise.all(calls)).resolves.toBeDefined();
    await expect(open.wx.getPrivacySetting({})).resolves.toMatchObject({ needAuthorization: false });
    expect(open.phone.settings.current.privacy).toBe('agreed');
  });

  test('not asked yet, and refused: calls fail, and WeChat asks again no sooner than ten seconds later', async () => {
    open.phone.settings.update({ privacy: 'notAsked' });
    const clock = jest.spyOn(Date, 'now');
    const refuse = async () => {
      const call = open.wx.getClipboardData();
      await shown('.phone-modal-cancel');
      open.click('.phone-modal-cancel');
      await expect(call).rejects.toEqual(refused);
    };
    await refuse();
    const at = Date.now();
    clock.mockReturnValue(at + 9_000);
    await expect(open.wx.getClipboardData()).rejects.toEqual(refused);
    expect(open.shownText()).toBe('');
    clock.mockReturnValue(at + 10_000);
    await refuse();
    clock.mockRestore();
  });

  test('to ask for the album is to ask for consent, before the permission', async () => {
    open.phone.settings.update({ privacy: 'notAsked' });
    const asked = listen();
    const call = open.wx.authorize({ scope: ALBUM });
    expect(await isPending(call)).toBe(true);
    expect([asked[0]?.referrer, open.shownText()]).toEqual(['authorize', '']);
    asked[0]?.resolve({ event: 'disagree' });
    await expect(call).rejects.toEqual({
      errMsg: 'authorize:fail privacy permission is not authorized',
      errno: 104,
    });
    await expect(open.wx.getSetting()).resolves.toMatchObject({ authSetting: {} });
  });

  test('a tap on the button alone is consent; one from before the agreement was withdrawn is none', async () => {
    open.phone.settings.update({ privacy: 'notAsked' });
    const asked = listen();
    open.agreePrivacy('agree-button');
    await open.wx.getClipboardData();
    expect(asked).toEqual([]);

    open.phone.settings.update({ privacy: 'notAsked' });
    const call = open.wx.getClipboardData();
    expect(await isPending(call)).toBe(true);
    const warned = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    asked[0]?.resolve({ event: 'agree', buttonId: 'agree-button' });
    expect(await isPending(call)).toBe(true);
    warned.mockRestore();
    asked[0]?.resolve({ event: 'disagree' });
    await expect(call).rejects.toEqual(refused);
  });

  test('its text is a page of WeChat', async () => {
    const opened = open.wx.openPrivacyContract({});
    await shown('.phone-contract');
    open.click('.phone-contract-close');
    await expect(opened).resolves.toEqual({ errMsg: 'openPrivacyContract:ok' });
  });

  test('with a listener the call waits for its answer, and the consent for a tap on the button', async () => {
    open.phone.settings.update({ privacy: 'notAsked' });
    const asked = listen();
    const call = open.wx.getClipboardData();
    expect(await isPending(call)).toBe(true);
    expect(asked.map(({ referrer }) => referrer)).toEqual(['getClipboardData']);
    expect(open.shownText()).toBe('');
    asked[0]?.resolve({ event: 'exposureAuthorization' });
    const warned = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    asked[0]?.resolve({ event: 'agree', buttonId: 'agree-button' });
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('id="agree-button"> was not tapped'));
    warned.mockRestore();
    expect(await isPending(call)).toBe(true);
    open.agreePrivacy('agree-button');
    asked[0]?.resolve({ event: 'agree', buttonId: 'agree-button' });
    await expect(call).resolves.toMatchObject({ errMsg: 'getClipboardData:ok' });
    await open.wx.getClipboardData();
    expect(asked).toHaveLength(1);
  });

  test('a listener that disagrees', async () => {
    open.phone.settings.update({ privacy: 'notAsked' });
    const asked = listen();
    const call = open.wx.getClipboardData();
    expect(await isPending(call)).toBe(true);
    asked[0]?.resolve({ event: 'disagree' });
    await expect(call).rejects.toEqual(refused);
    expect(open.phone.settings.current.privacy).toBe('notAsked');
  });

  test.each([
    ['undeclared', 'api scope is not declared in the privacy agreement', 112],
    ['refused', 'privacy permission is not authorized', 104],
  ] as const)('%s', async (privacy, reason, errno) => {
    open.phone.settings.update({ privacy });
    const { wx } = open;
    await expect(wx.chooseMedia({})).rejects.toEqual({ errMsg: `chooseMedia:fail ${reason}`, errno });
    await expect(wx.setClipboardData({ data: 'x' })).rejects.toEqual({
      errMsg: `setClipboardData:fail ${reason}`,
      errno,
    });
    await expect(wx.saveImageToPhotosAlbum({ filePath: await tempImage() })).rejects.toEqual({
      errMsg: `saveImageToPhotosAlbum:fail ${reason}`,
      errno,
    });
  });
});

describe('choosing', () => {
  test('media in WeChat’s shape', async () => {
    open.phone.nextChoice([
      { name: '日落.JPG', bytes: await jpeg(40, 30) },
      { name: 'film.mp4', bytes: mp4(12, 640, 360) },
    ]);
    const result = await open.wx.chooseMedia({ count: 9, mediaType: ['mix'] });
    expect(result).toEqual({
      errMsg: 'chooseMedia:ok',
      type: 'mix',
      tempFiles: [
        {
          tempFilePath: expect.stringMatching(/^http:\/\/tmp\/\w+\.jpg$/),
          size: expect.any(Number),
          fileType: 'image',
          width: 40,
          height: 30,
        },
        {
          tempFilePath: expect.stringMatching(/^http:\/\/tmp\/\w+\.mp4$/),
          size: mp4(12, 640, 360).length,
          fileType: 'video',
          width: 640,
          height: 360,
          duration: 12,
        },
      ],
    });
  });

  test('only the kinds and the number that were asked for', async () => {
    const picture = await jpeg(4, 4);
    const files = ['1.jpg', '2.jpg', 'notes.txt'].map((name) => ({ name, bytes: picture }));
    open.phone.nextChoice(files);
    const images = await open.wx.chooseImage({ count: 1 });
    expect(images.tempFilePaths).toHaveLength(1);
    open.phone.nextChoice(files.slice(2));
    await expect(open.wx.chooseMedia({})).rejects.toEqual({ errMsg: 'chooseMedia:fail cancel' });
  });

  test('chat files keep their names', async () => {
    open.phone.nextChoice([{ name: '报告 + # % &.pdf', bytes: Buffer.from('%PDF') }]);
    const { tempFiles } = await open.wx.chooseMessageFile({ count: 1, type: 'file' });
    expect(tempFiles).toEqual([
      {
        name: '报告 + # % &.pdf',
        path: expect.stringMatching(/^http:\/\/tmp\/\w+\.pdf$/),
        size: 4,
        type: 'file',
        time: expect.any(Number),
      },
    ]);
  });

  test('cancelled', async () => {
    open.phone.nextChoice('cancel');
    await expect(open.wx.chooseVideo({})).rejects.toEqual({ errMsg: 'chooseVideo:fail cancel' });
  });

  test('without a prepared answer the person is asked, by a button when no tap is recent', async () => {
    const choosing = open.wx.chooseMedia({ count: 3, mediaType: ['image'], sourceType: ['camera'] });
    await shown('.phone-sheet-cancel');
    const input = open.overlay.querySelector<HTMLInputElement>('.phone-file-input');
    expect(input?.accept).toBe('image/*');
    expect(input?.multiple).toBe(true);
    expect(input?.getAttribute('capture')).toBe('environment');
    open.click('.phone-sheet-cancel');
    await expect(choosing).rejects.toEqual({ errMsg: 'chooseMedia:fail cancel' });
    expect(open.overlay.querySelector('.phone-file-input, .phone-sheet')).toBeNull();
  });
});

describe('previews, documents, clipboard, information', () => {
  test('pictures one by one', async () => {
    const filePath = await tempImage();
    await open.wx.previewImage({ urls: ['https://a.example.com/1.jpg', filePath], current: filePath });
    const url = () =>
      open.overlay.querySelector<HTMLImageElement>('.phone-preview-media')?.getAttribute('src');
    expect(url()).toBe(filePath.replace('http://tmp/', '/phone/files/tmp/'));
    open.click('.phone-preview-previous');
    await shown('[src="https://a.example.com/1.jpg"]');
    expect(open.shownText()).toContain('1 / 2');
    open.click('.phone-preview-close');
    expect(open.overlay.querySelector('.phone-preview')).toBeNull();
  });

  test('a video plays in the previewer', async () => {
    const sources = Array.from({ length: 51 }, () => ({ url: 'https://a.example.com/1.jpg' }));
    await expect(open.wx.previewMedia({ sources })).rejects.toMatchObject({
      errMsg: 'previewMedia:fail maximum length of sources is 50',
    });
    await open.wx.previewMedia({ sources: [{ url: 'https://a.example.com/1.mp4', type: 'video' }] });
    expect(open.overlay.querySelector('video.phone-preview-media')).not.toBeNull();
  });

  test('documents of the kinds that WeChat opens', async () => {
    const pdf = open.phone.addTempFile('a.pdf', Buffer.from('%PDF'));
    await expect(open.wx.openDocument({ filePath: pdf })).resolves.toEqual({ errMsg: 'openDocument:ok' });
    const link = open.overlay.querySelector<HTMLAnchorElement>('.phone-document-open');
    expect(link?.getAttribute('href')).toBe(pdf.replace('http://tmp/', '/phone/files/tmp/'));
    const text = open.phone.addTempFile('a.txt', Buffer.from('x'));
    await expect(open.wx.openDocument({ filePath: text })).rejects.toEqual({
      errMsg: 'openDocument:fail filetype not supported',
    });
    await expect(open.wx.openDocument({ filePath: text, fileType: 'docx' })).resolves.toBeDefined();
  });

  test('a file goes to a chat that the person taps, from a tap of their own', async () => {
    const filePath = open.phone.addTempFile('a.txt', Buffer.from('x'));
    await expect(open.wx.shareFileMessage({ filePath })).rejects.toEqual({
      errMsg: 'shareFileMessage:fail can only be invoked by user TAP gesture',
    });
    await expect(open.tap(() => open.wx.shareFileMessage({ filePath: 'http://usr/gone' }))).rejects.toEqual({
      errMsg: 'shareFileMessage:fail no such file or directory http://usr/gone',
      errno: 1300002,
    });
    const closed = open.tap(() => open.wx.shareFileMessage({ filePath }));
    await shown('.phone-sheet-cancel');
    open.click('.phone-sheet-cancel');
    await expect(closed).rejects.toEqual({ errMsg: 'shareFileMessage:fail cancel' });
    const sent = open.tap(() => open.wx.shareFileMessage({ filePath, fileName: '信.txt' }));
    await shown('.phone-sheet-item');
    expect(open.shownText()).toContain('信.txt');
    open.click('.phone-sheet-item');
    await expect(sent).resolves.toEqual({ errMsg: 'shareFileMessage:ok' });
    expect(open.phone.sent()).toMatchObject([{ chat: '文件传输助手', name: '信.txt', size: 1 }]);
  });

  test('the menu of a picture sends it; on a computer a file is saved to the disk', async () => {
    const path = await tempImage();
    const menu = open.wx.showShareImageMenu({ path });
    await shown('.phone-sheet-item');
    open.click('.phone-sheet-item');
    await shown('.phone-sheet-title');
    open.click('.phone-sheet-item');
    await expect(menu).resolves.toEqual({ errMsg: 'showShareImageMenu:ok' });
    expect(open.phone.sent()).toHaveLength(1);

    const saved = () =>
      new Promise((success, fail) => open.wx.saveFileToDisk({ filePath: path, success, fail }));
    await expect(saved()).rejects.toEqual({ errMsg: 'saveFileToDisk:fail function not exist' });
    open.phone.settings.update({ platform: 'windows' });
    expect(open.wx.getDeviceInfo().platform).toBe('windows');
    const saving = saved();
    await shown('.phone-disk-save');
    expect(open.overlay.querySelector('.phone-disk-save')?.getAttribute('download')).toMatch(/\.jpg$/);
    open.click('.phone-disk-close');
    await expect(saving).rejects.toEqual({ errMsg: 'saveFileToDisk:fail cancel' });
  });

  test('the clipboard, with WeChat’s own toast', async () => {
    await open.wx.setClipboardData({ data: '链接' });
    expect(open.shownText()).toBe('内容已复制');
    expect(open.phone.clipboard()).toBe('链接');
    await expect(open.wx.getClipboardData()).resolves.toEqual({
      data: '链接',
      errMsg: 'getClipboardData:ok',
    });
  });

  test('image and video information', async () => {
    const src = await tempImage();
    await expect(open.wx.getImageInfo({ src })).resolves.toEqual({
      width: 40,
      height: 30,
      type: 'jpeg',
      orientation: 'up',
      path: src,
      errMsg: 'getImageInfo:ok',
    });
    const video = open.phone.addTempFile('a.mp4', mp4(3, 320, 240));
    await expect(open.wx.getVideoInfo({ src: video })).resolves.toMatchObject({
      width: 320,
      height: 240,
      duration: 3,
      type: 'mp4',
    });
  });
});
