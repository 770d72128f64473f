import { account } from '../../../../dev/local-cloud/account';
import { fileKind } from '../../../../dev/simulator/in-node/phone/media/fileKind';
import type { PhotoFile } from '../../support/screens';
import type { MiniProgram } from '../../support/startProduct';
import type { FileExchange } from './FileExchange';
import type { Person } from './Person';

/** In the Mini Program: gets the bytes as a file that WeChat will remove, as a chooser gives them. */
const download = `function (url) {
  return new Promise((resolve, reject) => {
    wx.downloadFile({ url, success: ({ tempFilePath }) => resolve(tempFilePath), fail: reject });
  });
}`;

/** In the Mini Program, for the album: sends the file instead of asking for a place on the computer's disk. */
const send = `function ({ filePath }, url) {
  return new Promise((resolve, reject) => {
    const success = () => resolve({ errMsg: 'ok' });
    wx.uploadFile({ url, filePath, name: 'file', success, fail: reject });
  });
}`;

/** With nothing but miniprogram-automator: what WeChat would ask a person, a script has answered before. */
export async function scriptedPerson(miniProgram: MiniProgram, exchange: FileExchange): Promise<Person> {
  await miniProgram.mockWxMethod('saveImageToPhotosAlbum', send, exchange.savedAt('image'));
  await miniProgram.mockWxMethod('saveVideoToPhotosAlbum', send, exchange.savedAt('video'));

  const place = async ({ name, bytes }: PhotoFile) => ({
    path: String(await miniProgram.evaluate(download, exchange.offer(name, bytes))),
    name,
    size: bytes.length,
    type: fileKind(name),
  });

  return {
    openId: account.openId,
    async willChoose(files) {
      const placed: Awaited<ReturnType<typeof place>>[] = [];
      for (const file of files) placed.push(await place(file));
      const now = Math.floor(Date.now() / 1000);
      await miniProgram.mockWxMethod('chooseMessageFile', {
        errMsg: 'chooseMessageFile:ok',
        tempFiles: placed.map((file) => ({ ...file, time: now })),
      });
      await miniProgram.mockWxMethod('chooseMedia', {
        errMsg: 'chooseMedia:ok',
        type: 'mix',
        tempFiles: placed.map(({ path, size, type }) => ({ tempFilePath: path, size, fileType: type })),
      });
    },
    async willAllowAlbum() {
      await miniProgram.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
      await miniProgram.mockWxMethod('authorize', { errMsg: 'authorize:ok' });
    },
    album: async () => exchange.saved(),
    // A script taps an element, wherever it is on its way.
    seesRest: async () => undefined,
  };
}
