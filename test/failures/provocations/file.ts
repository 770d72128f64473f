import { writeFileSync } from 'node:fs';
import type { Provocation } from '../support/Provocation';
import type { Stage } from '../support/Stage';
import { storedPicture } from './app';

const upload = (stage: Stage, name: string, bytes: Uint8Array) =>
  stage.flows().upload({ path: stage.phone.file('a.jpg', bytes), name }).result;

/** A picture is downloaded, and WeChat says this. */
const whileSaving = (errMsg: string, errno: number): Provocation => ({
  how: `WeChat is told to say ${errMsg}`,
  by: 'said',
  async fail(stage) {
    const object = await storedPicture(stage);
    stage.wechatSays('downloadFile', { errMsg, errno });
    return stage.flows().saveToAlbum(object).result;
  },
});

/** A file is looked at, and WeChat says this. */
const whileLooking = (errMsg: string, errno: number): Provocation => ({
  how: `WeChat is told to say ${errMsg}`,
  by: 'said',
  fail(stage) {
    stage.wechatSays('stat', { errMsg, errno });
    return upload(stage, 'a.jpg', Buffer.from('a'));
  },
});

/** The file. */
export const file = {
  'too-large': {
    how: 'the file has more bytes than MAX_UPLOAD_BYTES of the cloud function',
    fail(stage) {
      stage.issue = () => stage.key({ MAX_UPLOAD_BYTES: '5' });
      return upload(stage, 'a.jpg', Buffer.alloc(6));
    },
  },
  'name-too-long': {
    how: 'the name has 900 letters',
    fail: (stage) => upload(stage, `${'a'.repeat(900)}.jpg`, Buffer.from('a')),
  },
  'path-too-long': {
    how: 'the path has 300 letters',
    fail: (stage) => stage.flows().upload({ path: `http://tmp/${'a'.repeat(300)}`, name: 'a.jpg' }).result,
  },
  'file-type': {
    how: 'a person chooses a text where pictures are wanted',
    fail(stage) {
      stage.phone.person.wants = [{ name: 'a.txt', bytes: Buffer.from('a') }];
      return stage.flows().chooseFiles({ from: 'chat', types: ['image', 'video'] });
    },
  },
  'file-empty': {
    how: 'the file has no bytes',
    fail: (stage) => upload(stage, 'a.jpg', Buffer.of()),
  },
  'file-unreadable': {
    how: 'WeChat has removed the file',
    fail: (stage) => stage.flows().upload({ path: 'http://tmp/gone.jpg' }).result,
  },
  'file-changed': {
    how: 'the file becomes another one while its parts are sent',
    fail(stage) {
      const path = stage.phone.file('a.mp4', Buffer.alloc(5_000_000, 'a'));
      stage.middle.tamper = ({ method }) => {
        if (method === 'PUT') writeFileSync(stage.phone.onDisk(path), 'b');
      };
      return stage.flows().upload({ path, name: 'a.mp4' }).result;
    },
  },
  'other-user': {
    how: 'somebody else logs in before a failed upload is tried again',
    async fail(stage) {
      const uploads = stage.flows().createUploads();
      stage.cosSays(403, 'AccessDenied');
      const path = stage.phone.file('a.jpg', Buffer.from('a'));
      uploads.add([{ path, name: 'a.jpg', size: 1 }]);
      const failed = () => {
        const state = uploads.items[0]?.state;
        return state?.name === 'failed' ? state.failure : undefined;
      };
      await stage.until(() => failed() !== undefined);
      stage.cos.faults.reset();
      // The key has expired, and the next one is another's. (STS has the time of this computer.)
      stage.later(7200);
      stage.issue = async () => {
        const key = await stage.keyOf('oSomebodyElse');
        return { ...key, startTime: key.startTime + 7200, expiredTime: key.expiredTime + 7200 };
      };
      uploads.retryAll();
      await stage.until(() => failed()?.code === 'other-user');
      throw failed();
    },
  },
  'file-broken': whileLooking('stat:fail Input/output error', 1300005),
  'files-not-ready': whileLooking('stat:fail sdcard not mounted', 1300300),
  'storage-full': whileSaving(
    'downloadFile:fail the maximum size of the file storage limit is exceeded',
    1300202,
  ),
  'disk-full': whileSaving('downloadFile:fail errcode:-18 net::ERR_FILE_NO_SPACE', 600001),
} satisfies Record<string, Provocation>;
