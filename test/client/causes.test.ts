import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';
import type { Help } from '../../miniprogram/cos/failures/helpFor';
import { en } from '../../miniprogram/cos/i18n/en';
import { failureView } from '../../miniprogram/cos/i18n/failureView';
import { zh } from '../../miniprogram/cos/i18n/zh';

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

const rows: [from: string | object, code: FailureCode][] = [
  // Network
  ['request:fail url not in domain list', 'domain-not-listed'],
  ['uploadFile:fail url not in domain list:cos.ap-guangzhou.myqcloud.com', 'domain-not-listed'],
  [said('request:fail in words to come', 600002), 'domain-not-listed'],
  ['uploadFile:fail upload fail:-7:net::ERR_TIMED_OUT', 'timeout'],
  [said('uploadFile:fail upload fail:-7:net::ERR_TIMED_OUT', 600001), 'timeout'],
  ['request:fail socket timeout', 'timeout'],
  ['downloadFile:fail Socket Time Out', 'timeout'],
  [said('uploadFile:fail fail:network interrupted error', 600003), 'network-interrupted'],
  ['request:fail interrupted', 'network-interrupted'],
  ['request:fail errcode:-106 net::ERR_INTERNET_DISCONNECTED', 'network-interrupted'],
  ['request:fail errcode:-102 error_msg:net::ERR_CONNECTION_REFUSED', 'server-unreachable'],
  ['downloadFile:fail abort', 'cancelled'],
  ['createUploadTask:fail exceed max upload connection count 10', 'too-many-requests'],
  ['uploadFile:fail createUploadTask:fail exceed max upload connection count 10', 'too-many-requests'],
  ['request:fail createRequestTask:fail exceed max request connection count 10', 'too-many-requests'],
  ['downloadFile:fail createDownloadTask:fail EXCEED MAX DOWNLOAD CONNECTION COUNT 10', 'too-many-requests'],
  ['downloadFile:fail exceed max file size', 'too-large'],
  ['request:fail ssl hand shake error', 'tls'],
  ['request:fail SSL handshake failed', 'tls'],
  [said('request:fail errcode:-202 net::ERR_CERT_AUTHORITY_INVALID', 600001), 'tls'],
  [said('request:fail net::ERR_SSL_PROTOCOL_ERROR', 600001), 'tls'],
  ['uploadFile:fail The certificate for this server is invalid.', 'tls'],
  ['request:fail 此服务器的证书无效。', 'tls'],
  ['request:fail Invalid URL passed to App.getProxyForURL()', 'address-malformed'],
  ['request:fail invalid url "cos.ap-guangzhou"', 'address-malformed'],
  ['request:fail something new', 'connection-failed'],
  ['uploadFile:fail', 'connection-failed'],
  [said('downloadFile:fail errcode:-2 net::ERR_FAILED', 600001), 'connection-failed'],

  // Choosing, saving, permissions
  ['chooseMedia:fail cancel', 'cancelled'],
  ['chooseMessageFile:fail CANCEL', 'cancelled'],
  ['chooseMessageFile:fail:cancel', 'cancelled'],
  ['chooseImage:fail user cancel', 'cancelled'],
  ['saveImageToPhotosAlbum:fail cancel', 'cancelled'],
  ['saveImageToPhotosAlbum:fail invalid file type', 'album-type'],
  ['saveVideoToPhotosAlbum:fail invalid video', 'album-type'],
  ['saveVideoToPhotosAlbum:fail:Invalid Video', 'album-type'],
  ['saveImageToPhotosAlbum:fail auth deny', 'album-refused'],
  ['saveImageToPhotosAlbum:fail auth denied', 'album-refused'],
  ['saveVideoToPhotosAlbum:fail:auth denied', 'album-refused'],
  ['saveImageToPhotosAlbum:fail authorize no response', 'album-refused'],
  ['authorize:fail auth deny', 'album-refused'],
  ['saveImageToPhotosAlbum:fail no permission', 'album-refused'],
  ['chooseImage:fail:system permission denied', 'wechat-permission'],
  ['chooseMedia:fail System permission denied', 'wechat-permission'],
  ['saveImageToPhotosAlbum:fail:system permission denied', 'wechat-permission'],
  [
    'saveImageToPhotosAlbum:fail The operation couldn’t be completed. (PHPhotosErrorDomain error 3311.)',
    'wechat-permission',
  ],
  ['saveVideoToPhotosAlbum:fail 未能完成操作。（“PHPhotosErrorDomain”错误3302。）', 'album-type'],
  ['saveVideoToPhotosAlbum:fail (PHPhotosErrorDomain error 3305.)', 'disk-full'],
  ['openSetting:fail can only be invoked by user TAP gesture.', 'tap-needed'],
  ['chooseMedia:fail function not exist', 'not-supported'],
  ['chooseMessageFile:fail function not exist', 'not-supported'],
  ['chooseMedia:fail bad mediaType', 'not-supported'],
  [said('chooseMedia:fail api scope is not declared in the privacy agreement', 112), 'privacy-undeclared'],
  ['chooseMedia:fail api scope is not declared in the Privacy Agreement', 'privacy-undeclared'],
  [said('setClipboardData:fail privacy permission is not authorized', 104), 'privacy-refused'],
  ['openDocument:fail filetype not supported', 'document-type'],
  ['chooseMedia:fail something new', 'unknown'],
  ['chooseMedia:fail auth deny', 'unknown'],

  // Files and storage, numbers and meanings as in the typings' FileError
  [said('stat:fail no such file or directory wxfile://tmp_a.jpg', 1300002), 'file-unreadable'],
  ['access:fail No such file or directory wxfile://tmp_a.jpg', 'file-unreadable'],
  [said('readFile:fail tempFilePath file not exist', 1301112), 'file-unreadable'],
  [said('readFile:fail permission denied', 1300013), 'file-unreadable'],
  [said('readFile:fail Path permission denied', 1300014), 'file-unreadable'],
  [said('readFile:fail permission denied, cannot access file path', 1301000), 'file-unreadable'],
  [said('read:fail fail permission denied', 1302001), 'file-unreadable'],
  [said('saveFile:fail the maximum size of the file storage limit is exceeded', 1300202), 'storage-full'],
  ['downloadFile:fail The maximum size of the file storage limit is exceeded', 'storage-full'],
  ['downloadFile:fail write file fail: ENOSPC (No space left on device)', 'disk-full'],
  [said('downloadFile:fail errcode:-18 net::ERR_FILE_NO_SPACE', 600001), 'disk-full'],
  [said('copyFile:fail File name too long', 1300036), 'path-too-long'],
  [said('stat:fail sdcard not mounted', 1300300), 'files-not-ready'],
  ['readFile:fail fs not mounted', 'files-not-ready'],
  ['uploadFile:fail createUploadTask:fail FS NOT MOUNTED', 'files-not-ready'],
  [said('readFile:fail operation not permitted', 1300001), 'file-broken'],
  [said('readFile:fail Input/output error', 1300005), 'file-broken'],
  [said('read:fail bad file descriptor', 1300009), 'file-broken'],
  [said('mkdir:fail not a directory', 1300020), 'file-broken'],
  [said('readFile:fail Is a directory', 1300021), 'file-broken'],
  [said('readFile:fail system error', 1300201), 'file-broken'],
  [said('readFile:fail illegal operation on a directory', 1301003), 'file-broken'],
  [said('mkdir:fail file already exists wxfile://usr/a', 1301005), 'file-broken'],
  [said('readFile:fail value of length is out of range', 1301006), 'file-changed'],
  [said('readFile:fail value of offset is out of range', 1301007), 'file-changed'],
  [said('readFile:fail value of position is out of range', 1301009), 'file-changed'],

  // Error codes of COS
  [cos(403, 'PathStyleDomainForbidden'), 'path-style-refused'],
  [cos(403, 'InvalidAccessKeyId'), 'key-rejected'],
  [cos(403, 'AccessDenied', 'The access key Id format you provided is invalid.'), 'key-rejected'],
  [cos(400, 'ExpiredToken'), 'key-rejected'],
  [cos(403, 'SignatureDoesNotMatch'), 'signature-rejected'],
  [cos(403, 'RequestTimeTooSkewed'), 'clock-skewed'],
  [cos(403, 'AccessDenied', 'Request has expired'), 'request-expired'],
  [cos(403, 'Request has expired'), 'request-expired'],
  [
    cos(
      403,
      'AccessDenied',
      'You post object request has been expired, expiration time: 1 but the time now : 2',
    ),
    'request-expired',
  ],
  [cos(403, 'AccessDenied', 'You are denied by bucket referer rule'), 'referer-refused'],
  [cos(403, 'AccessDenied', 'Access Denied.'), 'access-denied'],
  [cos(403, 'NoProcessAuthority'), 'access-denied'],
  [cos(403, 'InvalidObjectState'), 'object-archived'],
  [cos(404, 'NoSuchBucket'), 'bucket-missing'],
  [cos(404, 'NoSuchKey', 'The specified key does not exist.'), 'object-missing'],
  [cos(404, 'NoSuchUpload'), 'upload-lost'],
  [cos(400, 'InvalidPart'), 'upload-lost'],
  [cos(400, 'InvalidPartOrder'), 'upload-lost'],
  [cos(400, 'InvalidUploadStatus'), 'upload-lost'],
  [cos(400, 'EntityTooLarge'), 'too-large'],
  [cos(400, 'EntityTooSmall'), 'part-too-small'],
  [cos(400, 'ImageTooLarge'), 'image-too-large'],
  [cos(400, 'ImageResolutionExceed'), 'image-too-large'],
  [cos(400, 'InvalidImageFormat'), 'image-format'],
  [cos(400, 'InvalidImageSource'), 'image-format'],
  [cos(400, 'KeyTooLong'), 'name-too-long'],
  [cos(400, 'BadDigest'), 'checksum-mismatch'],
  [cos(400, 'InvalidDigest'), 'checksum-mismatch'],
  [cos(400, 'IncompleteBody'), 'network-interrupted'],
  [cos(400, 'EntitySizeNotMatch'), 'network-interrupted'],
  [cos(400, 'RequestTimeout'), 'timeout'],
  [cos(400, 'UserNetworkTooSlow'), 'timeout'],
  [cos(400, 'InvalidBucketName'), 'config-incomplete'],
  [cos(400, 'InvalidRegionName'), 'config-incomplete'],
  [cos(403, 'DownloadForbidden'), 'download-forbidden'],
  [cos(451, 'UnavailableForLegalReasons'), 'content-blocked'],
  [cos(451, 'DomainAuditFailed'), 'content-blocked'],
  [cos(500, 'InternalError'), 'server-error'],
  [cos(503, 'SlowDown'), 'server-error'],
  [cos(503, 'ServiceUnavailable'), 'server-error'],
  [cos(400, 'InvalidArgument', 'MaxKeys must be a number'), 'unknown'],
  [cos(409, 'ObjectLocked'), 'unknown'],
];

test.each(rows)('%j is %s', (from, code) => {
  const thrown = typeof from === 'string' ? { errMsg: from } : from;
  expect(failureFrom(thrown, attempt, target)).toMatchObject({ code });
});

/** What WeChat says passes through the SDK as `error`, and through sliceUploadFile once more wrapped. */
test.each(rows.filter((row): row is [string, FailureCode] => typeof row[0] === 'string'))(
  'through the SDK, %j is %s',
  (errMsg, code) => {
    expect(failureFrom({ error: errMsg }, attempt, target)).toMatchObject({ code });
    expect(failureFrom({ UploadId: '1', error: { error: errMsg } }, attempt, target)).toMatchObject({ code });
  },
);

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
  'wechat-permission': [
    'phone-settings',
    /phone does not let WeChat.*phone's settings/,
    /手机没有允许微信.*系统设置/,
  ],
};

test.each(rows)('what is told about %j (%s) is right in both languages', (from, code) => {
  const thrown = typeof from === 'string' ? { errMsg: from } : from;
  const failure = failureFrom(thrown, attempt, target);
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
