import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Saying } from '../../dev/docs/errors/Entry';
import { entries } from '../../dev/docs/errors/entries';
import { causes, findCause } from '../../miniprogram/cos/failures/causes';
import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';
import type { Help } from '../../miniprogram/cos/failures/helpFor';
import { readRawError } from '../../miniprogram/cos/failures/RawError';
import { failureView } from '../../miniprogram/cos/i18n/failureView';
import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';
import { screensZh as zh } from '../../miniprogram/cos/i18n/screens.zh';
import { textOf } from '../../miniprogram/cos/i18n/textOf';

/** From what wx, the SDK or COS says, to the cause, to what a person reads and can do. */

const attempt = { action: 'upload', name: 'a.jpg' } as const;
const target = { host: 'cos.ap-guangzhou.myqcloud.com', bucket: 'examplebucket-1250000000' };

/** COS's error answer as the SDK passes it on. */
const cos = (statusCode: number, Code: string, Message = '') => ({
  error: { Code, Message, RequestId: 'NjFh' },
  statusCode,
  headers: { 'x-cos-request-id': 'NjFh' },
});
const said = (errMsg: string, errno?: number) => (errno === undefined ? { errMsg } : { errMsg, errno });

const thrownAs = (saying: Saying) =>
  'errMsg' in saying ? said(saying.errMsg, saying.errno) : cos(saying.status, saying.code, saying.message);

/** Who asks for a key knows the codes of WeChat's cloud. */
const isOfCloud = (saying: Saying) => 'errMsg' in saying && saying.errMsg.startsWith('cloud.');

const known: Readonly<Record<FailureCode, Entry>> = entries;
const rows: [from: object, code: FailureCode][] = [
  ...Object.entries(known).flatMap(([code, entry]) =>
    entry.said
      .filter((saying) => !isOfCloud(saying))
      .map((saying): [object, FailureCode] => [thrownAs(saying), code as FailureCode]),
  ),
  // Other letters, and an errno alone.
  [said('request:fail in words to come', 600002), 'domain-not-listed'],
  [said('downloadFile:fail EXCEED MAX DOWNLOAD CONNECTION COUNT 10'), 'too-many-requests'],
  [said('request:fail SSL handshake failed'), 'tls'],
  [said('uploadFile:fail upload fail:-7:net::ERR_TIMED_OUT'), 'timeout'],
  [said('chooseMessageFile:fail:cancel'), 'cancelled'],
  [said('saveVideoToPhotosAlbum:fail:Invalid Video'), 'album-type'],
  [said('chooseMedia:fail System permission denied'), 'wechat-permission'],
  [said('chooseMedia:fail api scope is not declared in the Privacy Agreement'), 'privacy-undeclared'],
  [said('access:fail No such file or directory wxfile://tmp_a.jpg'), 'file-unreadable'],
  [said('uploadFile:fail createUploadTask:fail FS NOT MOUNTED'), 'files-not-ready'],
  [said('downloadFile:fail The maximum size of the file storage limit is exceeded'), 'storage-full'],
  [said('chooseMedia:fail auth deny'), 'unknown'],
];

describe('docs/errors.md has for the table of causes', () => {
  const sayings = rows.map(([thrown]) => readRawError(thrown));

  test('a message for each entry, each Code and each errno', () => {
    const hit = new Set(sayings.map(findCause));
    expect(causes.filter((cause) => !hit.has(cause))).toEqual([]);
    const heard = new Set<unknown>(sayings.flatMap(({ serviceCode, errno }) => [serviceCode, errno]));
    const all = causes.flatMap((cause): readonly unknown[] =>
      cause.of === 'COS' ? (cause.codes ?? []) : (cause.errnos ?? []),
    );
    expect(all.filter((one) => !heard.has(one))).toEqual([]);
  });

  test('for each code who says it, or the file that finds it out', () => {
    for (const [code, { said, own }] of Object.entries(known)) {
      expect({ code, told: said.length > 0 || own !== undefined }).toEqual({ code, told: true });
      const file = join(__dirname, '../../miniprogram/cos', own ?? 'index.ts');
      expect({ code, file, exists: existsSync(file) }).toEqual({ code, file, exists: true });
    }
  });

  test('whole texts in both languages, whatever is known', () => {
    for (const texts of [en, zh])
      for (const [code, { params = [] }] of Object.entries(known))
        for (const given of params) {
          const { cause, advice } = textOf({ code: code as FailureCode, params: given }, texts);
          expect(`${code}: ${cause} ${advice}`).not.toMatch(
            /undefined|null|NaN|\[object|[{}`]| {2}|。。|\.\./,
          );
        }
  });
});

test.each(rows)('%j is %s', (from, code) => {
  expect(failureFrom(from, attempt, target)).toMatchObject({ code });
});

/** What WeChat says passes through the SDK as `error`, and through sliceUploadFile once more wrapped. */
test.each(rows.flatMap(([from, code]) => ('errMsg' in from ? [[from.errMsg, from, code] as const] : [])))(
  'through the SDK, %j is the same',
  (errMsg, from, code) => {
    if ('errno' in from) return;
    expect(failureFrom({ error: errMsg }, attempt, target)).toMatchObject({ code });
    expect(failureFrom({ UploadId: '1', error: { error: errMsg } }, attempt, target)).toMatchObject({ code });
  },
);

test.each(
  causes.flatMap((cause) =>
    cause.of === 'COS' ? [] : (cause.errnos ?? []).map((errno) => [errno, cause.code]),
  ),
)('errno %d is enough: %s', (errno, code) => {
  const failure = failureFrom({ errMsg: 'x:fail in words to come', errno }, attempt);
  expect(failure).toMatchObject({ code });
});

describe('a word in a name, in a text of COS or in a page is no cause', () => {
  test.each([
    [
      said('openDocument:fail no such file or directory wxfile://usr/ssl certificate.pdf', 1300002),
      'file-unreadable',
    ],
    [
      said('saveImageToPhotosAlbum:fail no such file or directory wxfile://usr/no permission.jpg', 1300002),
      'file-unreadable',
    ],
    ['openDocument:fail filetype not supported wxfile://usr/socket timeout.txt', 'document-type'],
    ['openDocument:fail something new about wxfile://usr/interrupted.pdf', 'unknown'],
    [cos(400, 'InvalidArgument', 'users/o/time out.jpg is no argument'), 'unknown'],
    [{ error: '<html>403: permission denied</html>', statusCode: 403 }, 'access-denied'],
    [{ error: '<html>404: no such file or directory</html>', statusCode: 404 }, 'object-missing'],
    [{ error: '<html>Bad gateway: invalid file type</html>', statusCode: 502 }, 'server-error'],
  ])('%j is %s', (from, code) => {
    const thrown = typeof from === 'string' ? { errMsg: from } : from;
    expect(failureFrom(thrown, attempt, target)).toMatchObject({ code });
  });
});

/** For each cause the button, and words that its texts must have in both languages. */
const told: { readonly [code in FailureCode]?: [help: Help, english: RegExp, chinese: RegExp] } = {
  'access-denied': ['retry', /actions\.ts/, /actions\.ts/],
  'address-malformed': ['none', /cannot read .* as a URL.*endpoint.*credentials/, /endpoint.*credentials/],
  'album-refused': ['settings', /album.*settings/, /相册.*设置/],
  'album-type': ['none', /kind of file/, /不接受这种文件/],
  'bucket-missing': ['retry', /no bucket/, /没有存储桶/],
  cancelled: ['retry', /cancelled/, /取消/],
  'checksum-mismatch': ['retry', /checksums differ/, /校验值不同/],
  'clock-skewed': ['retry', /clock/, /时间/],
  'config-incomplete': ['none', /“(bucket|region)” in cos\/config\.ts/, /“(bucket|region)”/],
  'connection-failed': ['retry', /does not know/, /原因不明/],
  'content-blocked': ['none', /blocked.*COS console/, /封禁.*控制台/],
  'disk-full': ['retry', /phone's storage is full/, /手机的存储空间已满/],
  'document-type': ['none', /docx/, /docx/],
  'domain-not-listed': ['none', /three lists/, /三个合法域名列表/],
  'download-forbidden': ['none', /APK and IPA.*domain of their own/, /APK.*IPA.*自定义域名/],
  'file-broken': ['retry', /file system/, /文件系统/],
  'file-changed': ['retry', /changed/, /变化/],
  'file-unreadable': ['none', /cannot be read/, /读不出来/],
  'files-not-ready': ['retry', /not ready.*try again/, /没有准备好.*重试/],
  'image-format': ['none', /smaller picture/, /缩小/],
  'other-user': ['retry', /Somebody else/, /用户/],
  'image-too-large': ['none', /too large for COS/, /太大/],
  'key-rejected': ['retry', /SECRET_ID/, /SECRET_ID/],
  'name-too-long': ['none', /name/, /文件名/],
  'network-interrupted': ['retry', /lost/, /断/],
  'not-supported': ['none', /Update WeChat/, /更新微信/],
  'object-archived': ['none', /archive.*restore/, /归档.*恢复/],
  'object-missing': ['none', /no longer there/, /不在了/],
  'part-too-small': ['none', /1 MB/, /1 MB/],
  'path-style-refused': ['none', /virtual-hosted/, /virtual-hosted/],
  'path-too-long': ['none', /path.*too long.*shorter name/, /路径太长.*改短/],
  'privacy-refused': ['retry', /agree/, /同意/],
  'privacy-undeclared': ['none', /declare/, /声明/],
  'referer-refused': ['none', /servicewechat\.com/, /servicewechat\.com/],
  'request-expired': ['retry', /expired/, /过期/],
  'server-error': ['retry', /problem of its own/, /出了问题/],
  'server-unreachable': ['retry', /cannot be reached/, /连不上/],
  'signature-rejected': ['retry', /signature/, /签名/],
  'storage-full': ['retry', /200 MB/, /200 MB/],
  'tap-needed': ['retry', /tap/i, /点/],
  timeout: ['retry', /in time/, /及时/],
  tls: ['retry', /secure connection.*certificate/, /安全连接.*证书/],
  'too-large': ['none', /larger/, /超过/],
  'too-many-requests': ['retry', /at once.*Wait/, /同时.*稍等/],
  unknown: ['retry', /does not know/, /不认识/],
  'upload-lost': ['retry', /parts.*from its beginning/, /分块.*从头/],
  'wechat-timeout': ['retry', /WeChat.*in time/, /微信.*及时/],
  'wechat-permission': [
    'phone-settings',
    /phone does not let WeChat.*phone's settings/,
    /手机没有允许微信.*系统设置/,
  ],
};

test.each(rows)('what is told about %j (%s) is right in both languages', (from, code) => {
  const failure = failureFrom(from, attempt, target);
  const [help, english, chinese] = told[code] ?? [];
  for (const [texts, words] of [
    [en, english],
    [zh, chinese],
  ] as const) {
    const view = failureView(failure, 'upload', texts);
    expect(`${view.cause} ${view.advice}`).toMatch(words as RegExp);
    expect(view.help).toBe(help);
    expect(view.helpLabel === '').toBe(help === 'none');
  }
});

test.each([
  'request:fail something new',
  'chooseMedia:fail something new',
  cos(400, 'InvalidArgument', 'MaxKeys must be a number'),
])('what is unknown says so, and shows what came: %j', (from) => {
  const failure = failureFrom(typeof from === 'string' ? { errMsg: from } : from, attempt, target);
  for (const texts of [en, zh]) {
    expect(failureView(failure, 'upload', texts)).toMatchObject({
      messageLine: typeof from === 'string' ? from : 'InvalidArgument MaxKeys must be a number',
    });
  }
});

test('what is known does not show it', () => {
  const failure = failureFrom({ errMsg: 'request:fail ssl hand shake error' }, attempt, target);
  expect(failureView(failure, 'upload', en)).toMatchObject({ messageLine: '' });
});

describe('a failure keeps what it came from', () => {
  test('what was thrown, out of the wrappers of the SDK', () => {
    const thrown = { errMsg: 'request:fail timeout', errno: 5 };
    expect(failureFrom(thrown, attempt).cause).toBe(thrown);
    const error = new TypeError('x is not a function');
    expect(failureFrom(error, attempt).cause).toBe(error);
    const answer = cos(403, 'AccessDenied', 'Access Denied.');
    expect(failureFrom(answer, attempt).cause).toBe(answer);
    expect(failureFrom({ UploadId: '1', error: answer }, attempt).cause).toBe(answer);
    expect(failureFrom({ error: { error: 'request:fail timeout' } }, attempt).cause).toBe(
      'request:fail timeout',
    );
  });

  test('the method and the URL, without the signature', () => {
    const request = { method: 'GET', url: 'https://a.example/users/o/1.jpg?q-signature=0a1b#x' };
    const failure = failureFrom({ errMsg: 'downloadFile:fail timeout' }, attempt, { ...target, ...request });
    expect(failure).toMatchObject({ method: 'GET', url: 'https://a.example/users/o/1.jpg' });
    expect(failureFrom(failure, attempt)).toBe(failure);
  });
});
