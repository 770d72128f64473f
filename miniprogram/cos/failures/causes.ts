import type { FailureCode } from './FailureCode';
import type { RawError } from './RawError';

interface Cause {
  readonly code: FailureCode;
  /** `Code` of COS's error answer. */
  readonly serviceCodes?: readonly string[];
  /** errno of WeChat. */
  readonly errnos?: readonly number[];
  readonly text?: RegExp;
}

/** The first that fits counts. Any one of its conditions is enough. */
const causes: readonly Cause[] = [
  // COS, error codes: document 7730; which of the 403s when: 40105, 102489.
  { code: 'path-style-refused', serviceCodes: ['PathStyleDomainForbidden'] },
  // An expired temporary key answers InvalidAccessKeyId too (maintainer in cos-wx-sdk-v5#19).
  { code: 'key-rejected', serviceCodes: ['InvalidAccessKeyId', 'ExpiredToken', 'InvalidToken'] },
  { code: 'signature-rejected', serviceCodes: ['SignatureDoesNotMatch'] },
  { code: 'clock-skewed', serviceCodes: ['RequestTimeTooSkewed'] },
  // Comes as Code, and as Message of AccessDenied.
  { code: 'request-expired', serviceCodes: ['Request has expired'], text: /Request has expired/ },
  { code: 'access-denied', serviceCodes: ['AccessDenied', 'AccessForbidden', 'NoProcessAuthority'] },
  { code: 'bucket-missing', serviceCodes: ['NoSuchBucket'] },
  { code: 'object-missing', serviceCodes: ['NoSuchKey', 'NoSuchVersion'] },
  { code: 'upload-lost', serviceCodes: ['NoSuchUpload'] },
  { code: 'too-large', serviceCodes: ['EntityTooLarge'] },
  { code: 'name-too-long', serviceCodes: ['KeyTooLong'] },
  { code: 'timeout', serviceCodes: ['RequestTimeout', 'UserNetworkTooSlow'] },
  { code: 'server-error', serviceCodes: ['InternalError', 'ServiceUnavailable', 'SlowDown'] },

  // The flows' own words for a call of wx that never called back.
  { code: 'wechat-timeout', text: /:fail no answer from WeChat within/ },

  // WeChat: privacy guide, errno 112 and 104.
  { code: 'privacy-undeclared', errnos: [112], text: /scope is not declared in the privacy agreement/ },
  { code: 'privacy-refused', errnos: [104], text: /privacy permission is not authorized/ },

  // WeChat: network; errno 600002.
  { code: 'domain-not-listed', errnos: [600002], text: /url not in domain list/ },
  // Texts seen in community threads: `abort` from task.abort(), `cancel` from a chooser or a save.
  { code: 'cancelled', text: /:fail (abort|cancel)/ },
  {
    code: 'timeout',
    text: /\btime(d)?[ -]?out\b|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT|请求超时/i,
  },
  // Chromium's net errors (errno 600001) and the texts of iOS in English and Chinese (threads).
  {
    code: 'server-unreachable',
    text: /ERR_CONNECTION_REFUSED|ERR_NAME_NOT_RESOLVED|ERR_ADDRESS_(UNREACHABLE|INVALID)|ECONNREFUSED|ENOTFOUND|connect to the server|hostname could not be found|未能连接到服务器|未能找到使用指定主机名的服务器/,
  },
  // errno 600003; `interrupted` also about 5 s after the Mini Program went to the background.
  {
    code: 'network-interrupted',
    errnos: [600001, 600003],
    text: /interrupted|ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE)|ECONNRESET|socket hang up|connection was lost|appears to be offline|断开/,
  },

  // WeChat: saveImageToPhotosAlbum, saveVideoToPhotosAlbum. DevTools `auth deny`, Android `auth denied`, iOS `no response`.
  {
    code: 'album-refused',
    text: /auth den(y|ied)|authorize no response|authorize:fail|system permission denied/,
  },
  { code: 'album-type', text: /invalid file type|invalid video/ },
  { code: 'document-type', text: /filetype not supported/ },

  // WeChat: file system, errno 1300002, 1300013, 1300202.
  { code: 'storage-full', errnos: [1300202], text: /file storage limit is exceeded/ },
  {
    code: 'file-unreadable',
    errnos: [1300002, 1300013],
    text: /no such file or directory|file (not|doesn't) exist|file not found|permission denied/,
  },

  // The ones above name what they know; the rest of a failed call is the way to the server.
  { code: 'network-interrupted', text: /^(request|uploadFile|downloadFile):fail/ },
];

export function causeOf(raw: RawError): FailureCode {
  const { serviceCode, errno, status } = raw;
  const known = causes.find(
    (cause) =>
      (serviceCode !== undefined && cause.serviceCodes?.includes(serviceCode)) ||
      (errno !== undefined && cause.errnos?.includes(errno)) ||
      cause.text?.test(raw.text),
  );
  if (known) return known.code;
  // Answers to HEAD have no body and so no Code.
  if (status === 403) return 'access-denied';
  if (status === 404) return 'object-missing';
  if (status !== undefined && status >= 500) return 'server-error';
  return 'unknown';
}
