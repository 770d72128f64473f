export interface Settings {
  /** The permanent key that temporary keys are made with. */
  secretId: string;
  secretKey: string;
  /** With the account's number at its end: `examplebucket-1250000000`. */
  bucket: string;
  /** The number at the bucket's end. */
  appId: string;
  region: string;
  /** How long a temporary key lives. */
  durationSeconds: number;
  /** Size of the largest file that a user can upload. */
  maxUploadBytes: number;
  /** How long a link lives at most; 0: none is signed. */
  maxLinkSeconds: number;
  /** What the path of a linked object is under: an origin, or one with the bucket after it. */
  linkBase: string;
  /** Keys let COS take frames of videos that have no cover: a paid service. */
  videoSnapshots: boolean;
  /** Where STS is instead of at Tencent Cloud. */
  sts?: { protocol: 'http://' | 'https://'; endpoint: string };
}

/** STS lets a main account's key live for 7,200 s at most; a key of under 15 minutes would be asked for all the time. */
const DURATION = { standard: 1800, minimum: 900, maximum: 7200 };

/**
 * 200 MB is what wx.downloadFile takes at most: a larger file could be uploaded but not be saved again. 5 GB is
 * what COS takes in one PutObject or PostObject.
 */
const UPLOAD = { standard: 200 * 1024 ** 2, minimum: 1, maximum: 5 * 1024 ** 3 };

/** Nothing takes a link back before its end, so that a week is long and a year the most. */
const LINK = { standard: 7 * 24 * 3600, minimum: 0, maximum: 365 * 24 * 3600 };

/**
 * Reads the settings from the environment.
 *
 * @throws Error that names every setting that is missing or malformed. It shows no value: the caller is a phone.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const problems: string[] = [];
  const text = (name: string, pattern: RegExp, form: string): string => {
    const value = environment[name] ?? '';
    if (value === '') problems.push(`${name} is missing: ${form}`);
    else if (value !== value.trim()) problems.push(`${name} has white space around it: remove that`);
    else if (!pattern.test(value)) problems.push(`${name} is malformed: ${form}`);
    return value;
  };
  const number = (name: string, { standard, minimum, maximum }: typeof DURATION): number => {
    const value = environment[name];
    if (value === undefined || value === '') return standard;
    const result = Number(value);
    if (/^\d+$/.test(value) && result >= minimum && result <= maximum) return result;
    problems.push(`${name} is malformed: a whole number from ${minimum} to ${maximum}`);
    return standard;
  };
  const key = "the SecretId or SecretKey of a sub-account, from Tencent Cloud's console";
  const secretId = text('SECRET_ID', /^[\x21-\x7e]+$/, key);
  const secretKey = text('SECRET_KEY', /^[\x21-\x7e]+$/, key);
  // Else the secret would be sent to STS as the id. AKID is how ids begin in all of Tencent's documentation.
  if (/^AKID/.test(secretKey) && !/^AKID/.test(secretId)) {
    problems.push(
      'SECRET_ID and SECRET_KEY are the wrong way round: the id is the one that begins with AKID',
    );
  }
  const bucketForm = 'the bucket with the number at its end, such as examplebucket-1250000000';
  const bucket = text('BUCKET', /^[a-z0-9][a-z0-9-]{0,48}-\d{8,12}$/, bucketForm);
  const region = text('REGION', /^[a-z]+(-[a-z0-9]+)+$/, "the bucket's region, such as ap-guangzhou");
  const durationSeconds = number('DURATION_SECONDS', DURATION);
  const maxUploadBytes = number('MAX_UPLOAD_BYTES', UPLOAD);
  const maxLinkSeconds = number('MAX_LINK_SECONDS', LINK);
  const videoSnapshots = number('VIDEO_SNAPSHOTS', { standard: 0, minimum: 0, maximum: 1 }) === 1;
  const linkBase = readLinkBase(environment.LINK_BASE, bucket, problems);
  const sts = readEndpoint(environment.STS_ENDPOINT, problems);
  if (problems.length > 0) {
    throw new Error(
      `cos-credentials: the environment variables of the cloud function need correcting. ${problems.join('; ')}.`,
    );
  }
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1);
  return {
    secretId,
    secretKey,
    bucket,
    appId,
    region,
    durationSeconds,
    maxUploadBytes,
    maxLinkSeconds,
    videoSnapshots,
    // Each bucket is reached there, also one that refuses path style.
    linkBase: linkBase ?? `https://${bucket}.cos.${region}.myqcloud.com`,
    ...(sts && { sts }),
  };
}

/** As a browser would write it, so that the host is signed as it arrives. */
function readLinkBase(value: string | undefined, bucket: string, problems: string[]): string | undefined {
  if (value === undefined || value === '') return undefined;
  try {
    const { protocol, host, origin, href } = new URL(value);
    const base = href.replace(/\/$/, '');
    if (/^https?:$/.test(protocol) && host !== '' && (base === origin || base === `${origin}/${bucket}`)) {
      return base;
    }
  } catch {
    // No URL at all.
  }
  problems.push("LINK_BASE is malformed: a domain of the bucket's own, such as https://files.example.com");
  return undefined;
}

/** `host`, `host:port` or a URL of these. Without a protocol it is HTTPS. */
function readEndpoint(value: string | undefined, problems: string[]): Settings['sts'] {
  if (value === undefined || value === '') return undefined;
  const [, protocol = 'https', endpoint] = /^(?:(https?):\/\/)?([\w.-]+(?::\d{1,5})?)\/?$/.exec(value) ?? [];
  if (endpoint) return { protocol: protocol === 'http' ? 'http://' : 'https://', endpoint };
  problems.push('STS_ENDPOINT is malformed: a host, with a port or not, such as http://127.0.0.1:7303');
  return undefined;
}
