import type { Provocation } from '../support/Provocation';
import type { Stage } from '../support/Stage';
import { storedPicture } from './app';

/** An answer of COS that the local server only gives when it is told to. */
const said = (status: number, code: string, message?: string): Provocation => ({
  how: `COS is told to answer ${code}${message === undefined ? '' : `: ${message}`}`,
  by: 'said',
  fail(stage) {
    stage.cosSays(status, code, message);
    return stage.flows().listObjects();
  },
});

/** Without it the client can't know how wrong which clock is, and doesn't set it. */
const withoutDate = (stage: Stage) => {
  stage.middle.tamperAnswer = (headers) => {
    delete headers.date;
  };
};

const video = (stage: Stage) => {
  const path = stage.phone.file('a.mp4', Buffer.alloc(5_000_000, 'a'));
  return { path, name: 'a.mp4' };
};

/** COS refuses the request. */
export const cos = {
  'key-rejected': {
    how: 'the session token was changed on its way to the phone',
    fail(stage) {
      stage.issue = async () => {
        const key = await stage.key();
        const { sessionToken: token } = key.credentials;
        // Of the tokens that come, one in 64 begins with A.
        key.credentials.sessionToken = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
        return key;
      };
      return stage.flows().listObjects();
    },
  },
  'signature-rejected': {
    how: 'the secret belongs to another key',
    fail(stage) {
      stage.issue = async () => {
        const [key, other] = [await stage.key(), await stage.key()];
        key.credentials.tmpSecretKey = other.credentials.tmpSecretKey;
        return key;
      };
      return stage.flows().listObjects();
    },
  },
  'clock-skewed': {
    how: 'the clock of COS is an hour behind the phone, and its answer has no Date',
    fail(stage) {
      stage.cos.faults.change({ clockOffsetSeconds: -3600 });
      withoutDate(stage);
      return stage.flows().listObjects();
    },
  },
  'request-expired': {
    how: 'the clock of COS is an hour ahead of the phone, and its answer has no Date',
    fail(stage) {
      stage.cos.faults.change({ clockOffsetSeconds: 3600 });
      withoutDate(stage);
      // An hour later the key has expired as well, which COS would say first.
      stage.issue = () => stage.key({ DURATION_SECONDS: '7200' });
      return stage.flows().listObjects();
    },
  },
  'access-denied': {
    how: 'the policy of the key lacks GetBucket',
    fail(stage) {
      stage.issue = () => stage.keyWithout('name/cos:GetBucket');
      return stage.flows().listObjects();
    },
  },
  'referer-refused': said(403, 'AccessDenied', 'You are denied by bucket referer rule'),
  'download-forbidden': said(403, 'DownloadForbidden'),
  'content-blocked': said(451, 'UnavailableForLegalReasons'),
  'path-style-refused': {
    how: 'path style on a bucket made since 2024',
    fail: (stage) => stage.flows({ endpoint: stage.newBucket.url }).listObjects(),
  },
  'bucket-missing': {
    how: 'the bucket is gone',
    fail(stage) {
      stage.cos.faults.change({ bucketGone: true });
      return stage.flows().listObjects();
    },
  },
  'object-missing': {
    how: 'the object was deleted',
    fail: (stage) => stage.flows().findObject(`${stage.prefix}gone.jpg`),
  },
  'object-archived': {
    how: 'the object was stored in the class ARCHIVE',
    async fail(stage) {
      const { key } = await storedPicture(stage);
      await stage.asOwner('PUT', key, { headers: { 'x-cos-storage-class': 'ARCHIVE' }, body: 'a' });
      return stage.flows().saveToAlbum(key).result;
    },
  },
  'image-too-large': said(400, 'ImageTooLarge'),
  'image-format': {
    how: 'a smaller picture is asked of a video',
    async fail(stage) {
      const object = { ...(await storedPicture(stage)), kind: 'video' } as const;
      return stage.flows().thumbnailUrl(object, { edge: 100 });
    },
  },
  'upload-lost': {
    how: 'somebody aborts the upload while its parts are sent',
    fail(stage) {
      stage.middle.tamper = async ({ method, path }) => {
        const [, key = '', uploadId = ''] = /^\/[^/]+\/([^?]*)\?.*uploadId=(\w+)/.exec(path) ?? [];
        if (method === 'PUT') await stage.asOwner('DELETE', decodeURIComponent(key), { query: { uploadId } });
      };
      return stage.flows().upload(video(stage)).result;
    },
  },
  'part-too-small': said(400, 'EntityTooSmall'),
  'checksum-mismatch': {
    how: 'a byte of the answer is changed on its way',
    async fail(stage) {
      const object = await storedPicture(stage);
      stage.middle.tamperAnswer = (_headers, body) => {
        if (body.length > 0) body.writeUInt8(body.readUInt8(body.length - 1) ^ 1, body.length - 1);
      };
      return stage.flows().saveToAlbum(object).result;
    },
  },
  'server-error': {
    how: 'a gateway in front of COS answers 502 with a page of its own',
    fail(stage) {
      stage.middle.answer = (response) => void response.writeHead(502).end('<html>Bad Gateway</html>');
      return stage.flows().listObjects();
    },
  },
} satisfies Record<string, Provocation>;
