import type { Provocation } from '../support/Provocation';
import { storedPicture } from './app';

/** The phone, WeChat and the person. */
export const phone = {
  'wechat-timeout': {
    how: 'the file system of WeChat never calls back',
    fail(stage) {
      stage.phone.calls.silence('stat');
      return stage
        .flows({}, { limits: { files: 20 } })
        .upload({ path: stage.phone.file('a', Buffer.from('a')) }).result;
    },
  },
  'album-refused': {
    how: 'the person refuses the album',
    async fail(stage) {
      stage.phone.person.allows = false;
      return stage.flows().saveToAlbum(await storedPicture(stage)).result;
    },
  },
  'album-type': {
    how: 'an object that ends with .jpg is a text',
    async fail(stage) {
      const path = stage.phone.file('a.jpg', Buffer.from('no picture'));
      const object = await stage.flows().upload({ path, name: 'a.jpg' }).result;
      return stage.flows().saveToAlbum(object).result;
    },
  },
  'not-for-album': {
    how: 'a text is saved to the album',
    async fail(stage) {
      const path = stage.phone.file('a.txt', Buffer.from('a'));
      const object = await stage.flows().upload({ path, name: 'a.txt' }).result;
      return stage.flows().saveToAlbum(object).result;
    },
  },
  'document-type': {
    how: 'a picture is opened as a document',
    fail: async (stage) => stage.flows().openDocument(await storedPicture(stage)).result,
  },
  'wechat-permission': {
    how: 'WeChat is told to say chooseMedia:fail:system permission denied',
    by: 'said',
    fail(stage) {
      stage.wechatSays('chooseMedia', { errMsg: 'chooseMedia:fail:system permission denied' });
      return stage.flows().chooseFiles();
    },
  },
  'tap-needed': {
    how: 'the settings are opened without a tap',
    fail: (stage) => stage.flows().openSettings(),
  },
  'privacy-undeclared': {
    how: 'the privacy agreement of the Mini Program does not declare the album',
    async fail(stage) {
      await stage.set({ privacy: 'undeclared' });
      return stage.flows().chooseFiles();
    },
  },
  'privacy-refused': {
    how: 'the person declined the privacy agreement',
    async fail(stage) {
      await stage.set({ privacy: 'refused' });
      return stage.flows().chooseFiles();
    },
  },
  cancelled: {
    how: 'the person cancels an upload',
    fail(stage) {
      const task = stage.flows().upload({ path: stage.phone.file('a', Buffer.from('a')) });
      task.cancel();
      return task.result;
    },
  },
  unknown: {
    how: 'WeChat is told to say what nobody has seen yet',
    by: 'said',
    fail(stage) {
      stage.wechatSays('chooseMedia', { errMsg: 'chooseMedia:fail something that nobody has seen yet' });
      return stage.flows().chooseFiles();
    },
  },
} satisfies Record<string, Provocation>;
