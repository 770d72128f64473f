import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';
import { usePhone } from '../support/phone/usePhone';
import { door } from './support/door';
import { object } from './support/object';

const chooseFiles = jest.fn();
const removeAll = jest.fn();
const flows = { chooseFiles, prepareUploads: jest.fn(), removeAll, uploads: { add: jest.fn() } };
const phone = usePhone();

beforeEach(() => {
  jest.resetAllMocks();
});

function addFiles(): Promise<number> {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  return require('../../miniprogram/cos/pages/addFiles').addFiles(en);
}

const refuse = (errMsg: string) => phone.calls.failNext('showActionSheet', { errMsg });

test.each(['fail cancel', 'fail CANCEL', 'fail:cancel'])(
  '%s on the sheet of sources adds nothing',
  async (words) => {
    refuse(`showActionSheet:${words}`);
    expect(await addFiles()).toBe(0);
    expect(chooseFiles).not.toHaveBeenCalled();
  },
);

test('a sheet that cannot be shown is a failure of choosing, with what WeChat said', async () => {
  refuse('showActionSheet:fail something new');
  await expect(addFiles()).rejects.toMatchObject({
    name: 'Failure',
    attempt: { action: 'choose' },
    detail: 'showActionSheet:fail something new',
  });
});

describe('originals or smaller ones', () => {
  /** The sheets that were shown; the person taps these lines of them, one after the other. */
  const taps = (...lines: (number | undefined)[]) => {
    const sheets: { itemList: string[]; alertText?: string | undefined }[] = [];
    const show = ({ itemList, alertText, success, fail }: WechatMiniprogram.ShowActionSheetOption) => {
      sheets.push({ itemList, alertText });
      const tapIndex = lines.shift();
      if (tapIndex === undefined) fail?.({ errMsg: 'showActionSheet:fail cancel' });
      else success?.({ tapIndex, errMsg: 'showActionSheet:ok' });
    };
    phone.calls.replace('showActionSheet', () => show as typeof wx.showActionSheet);
    return sheets;
  };
  const photo = (name: string) => ({ path: name, name, size: 1 });

  test('the last line of the sheet changes it, and the phone remembers', async () => {
    chooseFiles.mockResolvedValue([photo('a.jpg')]);
    const sheets = taps(3, 0, 1);
    expect(await addFiles()).toBe(1);
    expect(await addFiles()).toBe(1);
    expect(chooseFiles.mock.calls).toEqual([
      [{ from: 'album', quality: 'compressed' }],
      [{ from: 'camera', quality: 'compressed' }],
    ]);
    expect(sheets.map(({ itemList }) => itemList[3])).toEqual([
      en.quality.original,
      en.quality.compressed,
      en.quality.compressed,
    ]);
  });

  test('what waits to be deleted is deleted first, or the same file would count as stored; not for nothing', async () => {
    removeAll.mockReturnValue({ result: new Promise(() => undefined), cancel: () => undefined });
    chooseFiles.mockResolvedValue([photo('a.jpg')]);
    taps(0, undefined);
    const adding = addFiles();
    const { deletions } = require('../../miniprogram/cos/pages/deletions');
    deletions.add([object('a')]);
    flows.uploads.add.mockImplementation(() => expect(removeAll).toHaveBeenCalledTimes(1));
    expect([await adding, flows.uploads.add.mock.calls.length]).toEqual([1, 1]);
    deletions.add([object('b')]);
    removeAll.mockClear();
    expect([await addFiles(), removeAll.mock.calls.length]).toEqual([0, 0]);
    deletions.undo();
  });

  test('HEIC is said, and can be uploaded as it is, or chosen again as something else, or not at all', async () => {
    chooseFiles.mockResolvedValue([photo('a.HEIC'), photo('b.jpg')]);
    const sheets = taps(0, 1);
    expect(await addFiles()).toBe(2);
    expect(sheets[1]).toEqual({
      itemList: ['Choose again, smaller, as JPEG', 'Upload all 2 as they are'],
      alertText: en.heic.notice(1),
    });
    taps(0, undefined);
    expect(await addFiles()).toBe(0);
    chooseFiles.mockReset();
    chooseFiles.mockResolvedValueOnce([photo('a.heic')]).mockResolvedValueOnce([photo('a.jpg')]);
    taps(0, 0);
    expect(await addFiles()).toBe(1);
    expect(chooseFiles).toHaveBeenLastCalledWith({ from: 'album', quality: 'compressed' });
    expect(flows.uploads.add).toHaveBeenLastCalledWith([photo('a.jpg')]);
  });

  test('what comes from a chat is as it is, and nothing is asked', async () => {
    chooseFiles.mockResolvedValue([photo('a.heic')]);
    const sheets = taps(2);
    expect(await addFiles()).toBe(1);
    expect(sheets).toHaveLength(1);
  });
});
