import type { CosSaying, Entry, Platform, WeChatSaying } from './Entry';
import type { SourceName } from './sources';

const cos = (status: number, code: string, source: SourceName, message?: string): CosSaying => ({
  status,
  code,
  source,
  ...(message !== undefined && { message }),
});
const wx = (errMsg: string, source: SourceName = 'threads', on?: Platform): WeChatSaying => ({
  errMsg,
  source,
  ...(on && { on }),
});
const numbered = (errno: number, errMsg: string, source: SourceName, on?: Platform): WeChatSaying => ({
  ...wx(errMsg, source, on),
  errno,
});
const file = (errno: number, errMsg: string) => numbered(errno, errMsg, 'fileError');

const host = 'cos.ap-guangzhou.myqcloud.com';

/**
 * What is known of each code of `miniprogram/cos/failures/FailureCode.ts`: what COS and WeChat say, where that is known
 * from, and what the Mini Program finds out by itself. docs/errors.md is made of it; the tests feed each message to the Mini
 * Program.
 */
export const entries = {
  'address-broken': { said: [], own: 'pages/object/object.ts' },
  'config-incomplete': {
    said: [cos(400, 'InvalidBucketName', 'cos7730'), cos(400, 'InvalidRegionName', 'cos7730')],
    own: 'client/checkConfig.ts',
    params: [{ setting: 'bucket' }],
  },
  'config-mismatch': {
    said: [],
    own: 'client/Credentials.ts',
    params: [{ configured: 'one-1250000000 (ap-guangzhou)', issued: 'two-1250000000 (ap-shanghai)' }],
  },
  'address-malformed': {
    said: [
      wx('request:fail invalid url "cos.ap-guangzhou"'),
      wx('request:fail Invalid URL passed to App.getProxyForURL()', 'threads', 'DevTools'),
    ],
    params: [{ host }],
  },
  'credential-unreachable': {
    said: [
      wx(
        'cloud.callFunction:fail Error: errCode: -601003 the network is not connected | errMsg: request',
        'cloudCodes',
      ),
    ],
    own: 'client/askIssuer.ts',
    params: [{ host: 'keys.example.com' }, { host: '127.0.0.1:7302' }],
  },
  'function-missing': {
    said: [
      wx(
        'cloud.callFunction:fail Error: errCode: -501000 Environment not found | errMsg: Error: env not exists',
        'cloudCodes',
      ),
    ],
    own: 'client/askIssuer.ts',
    params: [{ name: 'cos-credentials' }],
  },
  'credential-refused': {
    said: [
      wx(
        'cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: Error: SECRET_ID is missing',
        'cloudCodes',
      ),
    ],
    own: 'client/askIssuer.ts',
    params: [{ reason: 'SECRET_ID is missing' }],
  },
  'credential-malformed': { said: [], own: 'client/Credential.ts', params: [{ field: 'expiredTime' }] },
  'link-refused': {
    said: [],
    own: 'client/askIssuer.ts',
    params: [{ reason: 'links are switched off (MAX_LINK_SECONDS is 0)' }],
  },
  'credential-timeout': {
    said: [
      wx(
        'cloud.callFunction:fail Error: errCode: -404012 polling exceeds max timeout | errMsg: polling',
        'cloudCodes',
      ),
      wx(
        'cloud.callFunction:fail Error: errCode: -501002 resource server timeout | errMsg: functions',
        'cloudCodes',
      ),
      wx(
        'cloud.callFunction:fail Error: errCode: -504003 functions time limit exceeded | errMsg: functions',
        'cloudCodes',
      ),
      wx('cloud.callFunction:fail Error: errCode: -604102 request timeout | errMsg: functions', 'cloudCodes'),
      // It is asked again until there is room, for as long as a key may take.
      wx(
        'cloud.callFunction:fail Error: errCode: -501004 resource limit exceeded | errMsg: functions',
        'cloudCodes',
      ),
    ],
    own: 'client/Credentials.ts',
  },
  'key-rejected': {
    said: [
      cos(
        403,
        'InvalidAccessKeyId',
        'keyUnknown',
        'The Access Key Id you provided does not exist in our records',
      ),
      cos(403, 'InvalidAccessKeyId', 'keyExpired'),
      cos(403, 'AccessDenied', 'keyFormat', 'The access key Id format you provided is invalid.'),
      cos(400, 'ExpiredToken', 'cos7730'),
      cos(400, 'InvalidToken', 's3'),
    ],
  },
  'signature-rejected': {
    said: [cos(403, 'SignatureDoesNotMatch', 'cos56215', 'The Signature you specified is invalid.')],
    params: [
      { kind: 'host', signed: host, arrived: 'proxy.example.com' },
      { kind: 'path', signed: '/a/b.jpg', arrived: '/b.jpg' },
      { kind: 'method', signed: 'put', arrived: 'post' },
      { kind: 'parameter', name: 'prefix' },
      { kind: 'header', name: 'x-cos-acl' },
      { kind: 'time' },
      { kind: 'secret' },
    ],
  },
  'clock-skewed': {
    said: [cos(403, 'RequestTimeTooSkewed', 'cos40105')],
    params: [
      { kind: 'phone', seconds: 1200 },
      { kind: 'issuer', seconds: -1200 },
    ],
  },
  'request-expired': {
    said: [
      cos(403, 'AccessDenied', 'cos40105', 'Request has expired'),
      cos(403, 'Request has expired', 'cos7730'),
      cos(
        403,
        'AccessDenied',
        'cos56215',
        'You post object request has been expired, expiration time: 1 but the time now : 2',
      ),
    ],
    params: [
      { kind: 'phone', seconds: -1200 },
      { kind: 'issuer', seconds: -1200 },
      { kind: 'age', seconds: 0 },
    ],
  },
  'access-denied': {
    said: [
      cos(403, 'AccessDenied', 'cos40105', 'Access Denied.'),
      cos(403, 'AccessForbidden', 'cos7730'),
      cos(403, 'NoProcessAuthority', 'cos7730'),
    ],
    params: [
      { kind: 'action', action: 'name/cos:GetObject' },
      { kind: 'prefix', prefix: 'users/oAlice/', key: 'users/oBob/a.jpg' },
      { kind: 'size', action: 'name/cos:PostObject', bytes: 2_000_000, maxBytes: 1_000_000 },
      { kind: 'type', contentType: 'text/html' },
      { kind: 'elsewhere', action: 'name/cos:GetObject' },
    ],
  },
  'referer-refused': {
    said: [cos(403, 'AccessDenied', 'cos40105', 'You are denied by bucket referer rule')],
  },
  'download-forbidden': {
    said: [
      cos(
        403,
        'DownloadForbidden',
        'cos57456',
        'The APK/IPA file is not allowed to be distributed in a public network using COS default domain, please use custom domain instead.',
      ),
    ],
  },
  'content-blocked': {
    said: [cos(451, 'UnavailableForLegalReasons', 'cos7730'), cos(451, 'DomainAuditFailed', 'cos7730')],
  },
  'path-style-refused': {
    said: [
      cos(
        403,
        'PathStyleDomainForbidden',
        'cos102489',
        'The bucket you are attempting to access must be addressed using COS virtual-styled domain.',
      ),
    ],
    params: [{ bucket: 'examplebucket-1250000000' }],
  },
  'bucket-missing': {
    said: [cos(404, 'NoSuchBucket', 'cos7730')],
    params: [{ bucket: 'examplebucket-1250000000' }],
  },
  'object-missing': {
    said: [
      cos(404, 'NoSuchKey', 'cos7730', 'The specified key does not exist.'),
      cos(404, 'NoSuchVersion', 'cos7730'),
    ],
  },
  'object-archived': { said: [cos(403, 'InvalidObjectState', 'cos7730')] },
  'image-too-large': {
    said: [cos(400, 'ImageTooLarge', 'cos7730'), cos(400, 'ImageResolutionExceed', 'cos7730')],
  },
  'image-format': {
    said: [cos(400, 'InvalidImageFormat', 'cos7730'), cos(400, 'InvalidImageSource', 'cos7730')],
    own: 'browse/browseFlows.ts',
  },
  'image-not-loaded': { said: [], own: 'components/cos-image/cos-image.ts' },
  'domain-not-listed': {
    said: [
      numbered(600002, 'request:fail url not in domain list', 'errno'),
      wx(`uploadFile:fail url not in domain list:${host}`),
      wx('downloadFile:fail url not in domain list'),
    ],
    params: [{ host, list: 'uploadFile' }],
  },
  'server-unreachable': {
    said: [
      wx(
        'request:fail errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
        'netErrors',
        'Android',
      ),
      wx('uploadFile:fail upload fail:-105:net::ERR_NAME_NOT_RESOLVED', 'netErrors', 'Android'),
      wx('downloadFile:fail download fail:-109:net::ERR_ADDRESS_UNREACHABLE', 'netErrors', 'Android'),
      wx('request:fail connect ECONNREFUSED 127.0.0.1:7301', 'posix', 'DevTools'),
      wx('request:fail 未能连接到服务器。', 'threads', 'iOS'),
      wx('request:fail 未能找到使用指定主机名的服务器。', 'threads', 'iOS'),
      wx('request:fail Could not connect to the server.', 'threads', 'iOS'),
    ],
    params: [{ host }, { host: '127.0.0.1:7301' }],
  },
  tls: {
    said: [
      wx('request:fail ssl hand shake error', 'threads', 'Android'),
      numbered(600001, 'request:fail errcode:-202 net::ERR_CERT_AUTHORITY_INVALID', 'netErrors'),
      numbered(600001, 'request:fail net::ERR_SSL_PROTOCOL_ERROR', 'netErrors'),
      wx('uploadFile:fail The certificate for this server is invalid.', 'threads', 'iOS'),
      wx('request:fail 此服务器的证书无效。', 'threads', 'iOS'),
    ],
    params: [{ host }],
  },
  'network-interrupted': {
    said: [
      numbered(600003, 'uploadFile:fail fail:network interrupted error', 'errno'),
      wx('request:fail interrupted'),
      wx('request:fail errcode:-106 net::ERR_INTERNET_DISCONNECTED', 'netErrors'),
      wx('downloadFile:fail download fail:-101:net::ERR_CONNECTION_RESET', 'netErrors'),
      wx('request:fail 似乎已断开与互联网的连接。', 'threads', 'iOS'),
      wx('request:fail The network connection was lost.', 'threads', 'iOS'),
      cos(400, 'IncompleteBody', 'cos7730'),
      cos(400, 'EntitySizeNotMatch', 'cos7730'),
    ],
    own: 'download/fetchObject.ts',
  },
  'connection-failed': {
    said: [
      numbered(600001, 'downloadFile:fail errcode:-2 net::ERR_FAILED', 'errno'),
      wx('request:fail something that nobody has seen yet', 'anyOther'),
      wx('uploadFile:fail'),
    ],
    params: [{ host }],
  },
  'too-many-requests': {
    said: [
      wx('uploadFile:fail createUploadTask:fail exceed max upload connection count 10'),
      wx('request:fail createRequestTask:fail exceed max request connection count 10'),
      wx('downloadFile:fail createDownloadTask:fail exceed max download connection count 10'),
    ],
  },
  timeout: {
    said: [
      numbered(5, 'request:fail timeout', 'errno'),
      numbered(600001, 'uploadFile:fail upload fail:-7:net::ERR_TIMED_OUT', 'netErrors'),
      wx('downloadFile:fail socket time out'),
      wx('request:fail socket timeout'),
      wx('request:fail 请求超时。', 'threads', 'iOS'),
      cos(400, 'RequestTimeout', 'cos7730'),
      cos(400, 'UserNetworkTooSlow', 'cos7730'),
    ],
    own: 'client/Exchange.ts',
    params: [{ host }],
  },
  'server-error': {
    said: [
      cos(500, 'InternalError', 'cos7730'),
      cos(503, 'ServiceUnavailable', 'cos7730'),
      cos(503, 'SlowDown', 'cos7730'),
    ],
    own: 'client/Requests.ts',
  },
  'foreign-answer': { said: [], own: 'client/Requests.ts', params: [{ host }] },
  'upload-lost': {
    said: [
      cos(404, 'NoSuchUpload', 'cos7730'),
      cos(400, 'InvalidPart', 'cos7742'),
      cos(400, 'InvalidPartOrder', 'cos7742'),
      cos(400, 'InvalidUploadStatus', 'cos7730'),
    ],
  },
  'part-too-small': { said: [cos(400, 'EntityTooSmall', 'cos7742')] },
  'checksum-mismatch': {
    said: [cos(400, 'BadDigest', 'cos7730'), cos(400, 'InvalidDigest', 'cos7730')],
    own: 'download/checkContent.ts',
  },
  'too-large': {
    said: [
      cos(400, 'EntityTooLarge', 'cos7730'),
      wx('downloadFile:fail exceed max file size', 'threads', 'old WeChat'),
    ],
    own: 'upload/checkFile.ts',
    params: [{ limit: 209_715_200 }, { kind: 'download', limit: 209_715_200 }, { kind: 'download' }],
  },
  'name-too-long': {
    said: [cos(400, 'KeyTooLong', 'cos7730')],
    own: 'upload/Destination.ts',
    params: [{ limit: 850 }],
  },
  'path-too-long': { said: [file(1300036, 'copyFile:fail File name too long')] },
  'file-type': { said: [], own: 'choose/chooseFiles.ts' },
  'file-empty': { said: [], own: 'upload/checkFile.ts' },
  'file-unreadable': {
    said: [
      file(1300002, 'stat:fail no such file or directory wxfile://tmp_a.jpg'),
      file(1300013, 'readFile:fail permission denied'),
      file(1300014, 'readFile:fail Path permission denied'),
      file(1301000, 'readFile:fail permission denied, cannot access file path'),
      file(1301112, 'readFile:fail tempFilePath file not exist'),
      file(1302001, 'read:fail fail permission denied'),
      wx('uploadFile:fail file not found'),
    ],
  },
  'file-changed': {
    said: [
      file(1300022, 'read:fail Invalid argument'),
      file(1301006, 'readFile:fail value of length is out of range'),
      file(1301007, 'readFile:fail value of offset is out of range'),
      file(1301009, 'readFile:fail value of position is out of range'),
    ],
    own: 'upload/FileReader.ts',
  },
  'other-user': { said: [], own: 'upload/FileUpload.ts' },
  'file-broken': {
    said: [
      file(1300001, 'readFile:fail operation not permitted'),
      file(1300005, 'readFile:fail Input/output error'),
      file(1300009, 'read:fail bad file descriptor'),
      file(1300020, 'mkdir:fail not a directory'),
      file(1300021, 'readFile:fail Is a directory'),
      file(1300201, 'readFile:fail system error'),
      file(1301003, 'readFile:fail illegal operation on a directory'),
      file(1301005, 'mkdir:fail file already exists wxfile://usr/a'),
      file(1302002, 'open:fail invalid flag'),
    ],
  },
  'files-not-ready': {
    said: [
      file(1300300, 'stat:fail sdcard not mounted'),
      wx('readFile:fail fs not mounted', 'threads', 'PC'),
    ],
  },
  'storage-full': {
    said: [file(1300202, 'copyFile:fail the maximum size of the file storage limit is exceeded')],
  },
  'disk-full': {
    said: [
      wx('downloadFile:fail write file fail: ENOSPC (No space left on device)', 'posix', 'Android'),
      numbered(600001, 'downloadFile:fail errcode:-18 net::ERR_FILE_NO_SPACE', 'netErrors'),
      wx('saveVideoToPhotosAlbum:fail (PHPhotosErrorDomain error 3305.)', 'apple', 'iOS'),
    ],
  },
  'wechat-timeout': {
    said: [wx('stat:fail no answer from WeChat within 10 s', 'ownWords')],
    own: 'task/fromWx.ts',
  },
  'album-refused': {
    said: [
      wx('saveImageToPhotosAlbum:fail auth deny', 'threads', 'DevTools'),
      wx('saveImageToPhotosAlbum:fail auth denied', 'threads', 'Android'),
      wx('saveVideoToPhotosAlbum:fail:auth denied', 'threads', 'Android'),
      wx('saveImageToPhotosAlbum:fail authorize no response', 'threads', 'iOS'),
      wx('saveImageToPhotosAlbum:fail no permission'),
      wx('authorize:fail auth deny'),
    ],
    own: 'download/albumPermission.ts',
  },
  'album-type': {
    said: [
      wx('saveImageToPhotosAlbum:fail invalid file type'),
      wx('saveVideoToPhotosAlbum:fail invalid video'),
      wx('saveVideoToPhotosAlbum:fail 未能完成操作。（“PHPhotosErrorDomain”错误3302。）', 'apple', 'iOS'),
    ],
  },
  'not-for-album': { said: [], own: 'download/saveToAlbum.ts' },
  'document-type': {
    said: [wx('openDocument:fail filetype not supported')],
    own: 'download/openDocument.ts',
  },
  'wechat-permission': {
    said: [
      wx('chooseMedia:fail:system permission denied', 'threads', 'Android'),
      wx('saveImageToPhotosAlbum:fail:system permission denied', 'threads', 'Android'),
      wx(
        'saveImageToPhotosAlbum:fail The operation couldn’t be completed. (PHPhotosErrorDomain error 3311.)',
        'apple',
        'iOS',
      ),
    ],
  },
  'tap-needed': {
    said: [
      wx('openSetting:fail can only be invoked by user TAP gesture.', 'openSetting'),
      wx('shareFileMessage:fail can only be invoked by user TAP gesture.', 'shareFileMessage'),
    ],
  },
  'not-supported': {
    said: [
      wx('chooseMessageFile:fail function not exist', 'threads', 'PC'),
      wx('chooseMedia:fail bad mediaType', 'threads', 'WeCom'),
    ],
    own: 'client/askIssuer.ts',
  },
  'privacy-undeclared': {
    said: [
      numbered(112, 'chooseMedia:fail api scope is not declared in the privacy agreement', 'errno'),
      wx('setClipboardData:fail api scope is not declared in the privacy agreement', 'privacy'),
    ],
  },
  'privacy-refused': {
    said: [
      numbered(104, 'setClipboardData:fail privacy permission is not authorized', 'errno'),
      wx('chooseMedia:fail privacy permission is not authorized', 'privacy'),
    ],
  },
  cancelled: {
    said: [
      wx('downloadFile:fail abort'),
      wx('chooseMedia:fail cancel'),
      wx('chooseMessageFile:fail CANCEL'),
      wx('chooseImage:fail user cancel'),
      wx('saveImageToPhotosAlbum:fail cancel'),
    ],
    own: 'failures/failureFrom.ts',
  },
  unknown: {
    said: [
      wx('chooseMedia:fail something that nobody has seen yet', 'anyOther'),
      cos(409, 'ObjectLocked', 'cos7730'),
      cos(400, 'InvalidArgument', 'cos7730'),
    ],
    own: 'failures/causes.ts',
  },
} as const satisfies Readonly<Record<string, Entry>>;
