import type { FailureCode } from './FailureCode';
import type { RawError } from './RawError';

export type Cause =
  /** An error answer of COS: its `Code` is one of these, and `message` fits; what is not given fits any. */
  | {
      readonly of: 'COS';
      readonly code: FailureCode;
      readonly codes?: readonly string[];
      readonly message?: RegExp;
    }
  /** What WeChat says: its errno is one of these, or `text` fits. `network`: said by an API that goes to a server. */
  | {
      readonly of: 'WeChat' | 'network';
      readonly code: FailureCode;
      readonly errnos?: readonly number[];
      readonly text?: RegExp;
    };

/** Other APIs may name a file whose name has a word of the network in it. */
const NETWORK = /\b(request|(up|down)loadFile|create\w+Task|login|callFunction):fail/i;

/**
 * An errno counts before any text, then the first that fits. A message and its source for each has docs/errors.md of the
 * template. "7730" is a document of COS; "errno" WeChat's page PublicErrno; "FileError" its API typings; "threads" its
 * community, where words differ by version and phone: hence no regard to case.
 */
export const causes: readonly Cause[] = [
  // 102489.
  { of: 'COS', code: 'path-style-refused', codes: ['PathStyleDomainForbidden'] },
  // 7730. An expired temporary key is InvalidAccessKeyId too (maintainer in cos-wx-sdk-v5#19).
  { of: 'COS', code: 'key-rejected', codes: ['InvalidAccessKeyId', 'ExpiredToken', 'InvalidToken'] },
  // Seen in coscmd#280, with a Code that nobody wrote down.
  { of: 'COS', code: 'key-rejected', message: /access key id format/i },
  { of: 'COS', code: 'signature-rejected', codes: ['SignatureDoesNotMatch'] },
  { of: 'COS', code: 'clock-skewed', codes: ['RequestTimeTooSkewed'] },
  // 7730 has it as Code, 40105 and 56215 as Message of AccessDenied.
  { of: 'COS', code: 'request-expired', message: /request has (been )?expired/i },
  // 40105.
  { of: 'COS', code: 'referer-refused', codes: ['AccessDenied'], message: /referer rule/i },
  { of: 'COS', code: 'access-denied', codes: ['AccessDenied', 'AccessForbidden', 'NoProcessAuthority'] },
  // 57456.
  { of: 'COS', code: 'download-forbidden', codes: ['DownloadForbidden'] },
  // 7730, as all of COS that follow.
  { of: 'COS', code: 'object-archived', codes: ['InvalidObjectState'] },
  { of: 'COS', code: 'content-blocked', codes: ['UnavailableForLegalReasons', 'DomainAuditFailed'] },
  { of: 'COS', code: 'bucket-missing', codes: ['NoSuchBucket'] },
  { of: 'COS', code: 'object-missing', codes: ['NoSuchKey', 'NoSuchVersion'] },
  // 7742 for the parts. The only way on is the same: the file from its beginning, with an upload ID of its own.
  {
    of: 'COS',
    code: 'upload-lost',
    codes: ['NoSuchUpload', 'InvalidPart', 'InvalidPartOrder', 'InvalidUploadStatus'],
  },
  { of: 'COS', code: 'too-large', codes: ['EntityTooLarge'] },
  { of: 'COS', code: 'part-too-small', codes: ['EntityTooSmall'] },
  { of: 'COS', code: 'image-too-large', codes: ['ImageTooLarge', 'ImageResolutionExceed'] },
  { of: 'COS', code: 'image-format', codes: ['InvalidImageFormat', 'InvalidImageSource'] },
  { of: 'COS', code: 'name-too-long', codes: ['KeyTooLong'] },
  { of: 'COS', code: 'checksum-mismatch', codes: ['BadDigest', 'InvalidDigest'] },
  { of: 'COS', code: 'network-interrupted', codes: ['IncompleteBody', 'EntitySizeNotMatch'] },
  { of: 'COS', code: 'timeout', codes: ['RequestTimeout', 'UserNetworkTooSlow'] },
  { of: 'COS', code: 'config-incomplete', codes: ['InvalidBucketName', 'InvalidRegionName'] },
  { of: 'COS', code: 'server-error', codes: ['InternalError', 'ServiceUnavailable', 'SlowDown'] },

  // The flows' own words for a call of wx that never called back.
  { of: 'WeChat', code: 'wechat-timeout', text: /:fail no answer from WeChat within/ },
  // errno 112 and 104, and the privacy guide.
  { of: 'WeChat', code: 'privacy-undeclared', errnos: [112], text: /not declared in the privacy agreement/i },
  { of: 'WeChat', code: 'privacy-refused', errnos: [104], text: /privacy permission is not authorized/i },
  // Threads: `abort` from task.abort(), `cancel` and `CANCEL` from a chooser or a save.
  { of: 'WeChat', code: 'cancelled', text: /:fail:? ?(user )?(abort|cancel)/i },
  // Threads. Apple's PHPhotosError: 3310 and 3311, access is restricted or denied to the app, which is WeChat.
  {
    of: 'WeChat',
    code: 'wechat-permission',
    text: /system permission denied|PHPhotosErrorDomain\D*331[01]/i,
  },
  // Threads; the guides of openSetting and shareFileMessage.
  { of: 'WeChat', code: 'tap-needed', text: /can only be invoked by user tap/i },
  // Threads: DevTools `auth deny`, Android `auth denied`, iOS `authorize no response`.
  {
    of: 'WeChat',
    code: 'album-refused',
    text: /(PhotosAlbum|authorize):fail.*(auth den(y|ied)|authorize no response|no permission)/i,
  },

  // FileError, by its numbers and its texts. 1300201 is "system error" there.
  {
    of: 'WeChat',
    code: 'storage-full',
    errnos: [1300202],
    text: /maximum size of the file storage limit/i,
  },
  // Not seen from WeChat: the words of POSIX, of Chromium (ERR_FILE_NO_SPACE) and of Apple's PHPhotosError.
  {
    of: 'WeChat',
    code: 'disk-full',
    text: /ENOSPC|ERR_FILE_NO_SPACE|no space left|PHPhotosErrorDomain\D*3305/i,
  },
  { of: 'WeChat', code: 'path-too-long', errnos: [1300036], text: /file name too long/i },
  // `fs not mounted`: threads, WeChat on a computer.
  { of: 'WeChat', code: 'files-not-ready', errnos: [1300300], text: /(sdcard|fs) not mounted/i },
  // A place past the file's end: it had more bytes when it was measured.
  {
    of: 'WeChat',
    code: 'file-changed',
    errnos: [1300022, 1301006, 1301007, 1301009],
    text: /value of (length|offset|position) is out of range/i,
  },
  {
    of: 'WeChat',
    code: 'file-broken',
    errnos: [1300001, 1300005, 1300009, 1300020, 1300021, 1300201, 1301003, 1301005, 1302002],
    text: /input\/output error|bad file descriptor|illegal operation on a directory|file already exists/i,
  },
  {
    of: 'WeChat',
    code: 'file-unreadable',
    errnos: [1300002, 1300013, 1300014, 1301000, 1301112, 1302001],
    text: /no such file or directory|file (not|doesn't) exist|file not found|permission denied/i,
  },

  // Threads. After the files: an album takes none that is not there.
  { of: 'WeChat', code: 'album-type', text: /invalid file type|invalid video|PHPhotosErrorDomain/i },
  { of: 'WeChat', code: 'document-type', text: /filetype not supported/i },
  // Threads: an old WeChat, WeCom, a computer; the function may be there and yet say so.
  { of: 'WeChat', code: 'not-supported', text: /function not exist|bad mediaType/i },

  // errno 600002; some versions append `:host`.
  { of: 'network', code: 'domain-not-listed', errnos: [600002], text: /url not in domain list/i },
  // Threads, as most that follow. WeChat runs ten at once (guide to the network).
  { of: 'network', code: 'too-many-requests', text: /exceed max \w+ connection count/i },
  // Old versions and WeCom.
  { of: 'network', code: 'too-large', text: /exceed max file size/i },
  { of: 'network', code: 'address-malformed', text: /invalid url/i },
  // ERR_…: Chromium's net_error_list, which comes with errno 600001; Chinese: iOS.
  { of: 'network', code: 'tls', text: /\bssl\b|\btls\b|ERR_(SSL|CERT)_|certificate|证书/i },
  {
    of: 'network',
    code: 'timeout',
    text: /\btimed?[ -]?out\b|ERR_(CONNECTION_)?TIMED_OUT|ETIMEDOUT|请求超时/i,
  },
  {
    of: 'network',
    code: 'server-unreachable',
    text: /ERR_CONNECTION_REFUSED|ERR_NAME_NOT_RESOLVED|ERR_ADDRESS_(UNREACHABLE|INVALID)|ECONNREFUSED|ENOTFOUND|connect to the server|hostname could not be found|未能连接到服务器|未能找到使用指定主机名的服务器/i,
  },
  // errno 600003; `interrupted` also about 5 s after the Mini Program went to the background.
  {
    of: 'network',
    code: 'network-interrupted',
    errnos: [600003],
    text: /interrupted|ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE)|ECONNRESET|socket hang up|connection was lost|appears to be offline|断开/i,
  },
  // Only that it failed is known: 600001 stands for any of Chromium's errors.
  { of: 'network', code: 'connection-failed', text: NETWORK },
];

export function causeOf(raw: RawError): FailureCode {
  const known = findCause(raw);
  if (known) return known.code;
  const { status } = raw;
  if (status === 403) return 'access-denied';
  if (status === 404) return 'object-missing';
  // 7730: UnavailableForLegalReasons, of which a HEAD's answer has only this.
  if (status === 451) return 'content-blocked';
  if (status !== undefined && status >= 500) return 'server-error';
  return 'unknown';
}

/** The entry of the table that fits. */
export function findCause(raw: RawError): Cause | undefined {
  const { status, text, serviceCode, errno } = raw;
  // With a status and no Code, a text is a page of somebody else, whose words say nothing; a HEAD's answer has none.
  const page = status !== undefined && serviceCode === undefined && !/:fail\b/.test(text);
  return (
    causes.find((cause) => cause.of !== 'COS' && errno !== undefined && cause.errnos?.includes(errno)) ??
    (page ? undefined : causes.find((cause) => fits(cause, raw)))
  );
}

function fits(cause: Cause, { text, serviceCode }: RawError): boolean {
  if (cause.of === 'COS') {
    if (serviceCode === undefined) return false;
    return (cause.codes?.includes(serviceCode) ?? true) && (cause.message?.test(text) ?? true);
  }
  if (serviceCode !== undefined || (cause.of === 'network' && !NETWORK.test(text))) return false;
  return cause.text?.test(text) ?? false;
}
