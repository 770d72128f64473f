import { sts } from 'tencentcloud-sdk-nodejs-sts';
import type { Policy } from './createPolicy';
import type { Settings } from './settings';

export interface TemporaryKey {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken: string };
  /** Unix seconds, on the clock of STS. */
  startTime: number;
  expiredTime: number;
}

/** Less than the time limit that the README gives the function, so that the reason is told instead of a time-out. */
const TIMEOUT_SECONDS = 8;

export interface IssuedKey {
  key: TemporaryKey;
  /** By which Tencent finds the call. */
  requestId: string;
}

/**
 * Asks STS for a key that can do what the policy says.
 *
 * @throws Error with the setting to correct and STS's code. It is shown on a phone, so that STS's own words are not in
 * it: they are printed, without what is secret.
 */
export async function requestKey(settings: Settings, policy: Policy): Promise<IssuedKey> {
  const { secretId, secretKey, region, durationSeconds } = settings;
  const client = new sts.v20180813.Client({
    credential: { secretId, secretKey },
    region,
    profile: { httpProfile: { reqTimeout: TIMEOUT_SECONDS, ...settings.sts } },
  });
  const answer = await client
    .GetFederationToken({
      Name: 'CosCredentials',
      Policy: encodeURIComponent(JSON.stringify(policy)),
      DurationSeconds: durationSeconds,
    })
    .catch((error: unknown) => {
      throw explain(error, settings);
    });
  const { Credentials: key, ExpiredTime: expiredTime, RequestId: requestId } = answer;
  if (!key?.TmpSecretId || !key.TmpSecretKey || !key.Token || !expiredTime) {
    throw new Error(
      'cos-credentials: STS answered without a key. Is STS_ENDPOINT the address of an STS server?',
    );
  }
  return {
    key: {
      credentials: { tmpSecretId: key.TmpSecretId, tmpSecretKey: key.TmpSecretKey, sessionToken: key.Token },
      startTime: expiredTime - durationSeconds,
      expiredTime,
    },
    requestId: oneWord(requestId, settings),
  };
}

/** What to do about a refusal, by the start of its code. The first that fits counts. */
const advice: [codes: RegExp, text: string][] = [
  [/^AuthFailure\.SecretIdNotFound/, 'Correct SECRET_ID, which does not exist, or was deleted or disabled'],
  [/^AuthFailure\.SignatureFailure/, 'Correct SECRET_KEY, which does not belong to SECRET_ID'],
  [/^AuthFailure\.SignatureExpire/, 'The clock where the function runs is wrong'],
  [/Unauthorized/, 'Allow the sub-account of SECRET_ID the action sts:GetFederationToken'],
  [/OverTimeError/, 'Lower DURATION_SECONDS'],
  [/PolicyTooLong|OverSize/, 'Take types out of miniprogram/cos/contentTypes.ts: the policy is too long'],
  [/^RequestLimitExceeded/, 'Too many keys were asked for at once: try again'],
  [
    /ResouceError|GrantOtherResource/,
    'Correct BUCKET and REGION: the key must belong to the account of the bucket',
  ],
];

/** Prints what STS said, and returns what a phone may show of it. */
function explain(error: unknown, settings: Settings): Error {
  const { code, message, requestId } = error as { code?: string; message?: string; requestId?: string };
  const print = (text: string): void => console.error(`cos-credentials: ${withoutSecrets(text, settings)}`);
  if (!code) {
    const { protocol, endpoint } = settings.sts ?? {
      protocol: 'https://',
      endpoint: 'sts.tencentcloudapi.com',
    };
    print(`STS could not be asked at ${protocol}${endpoint}: ${message ?? error}`);
    const check = settings.sts ? 'Check STS_ENDPOINT, or take it out' : 'Try again';
    return new Error(
      `cos-credentials: STS could not be asked. ${check}; the reason is in the log of the cloud function.`,
    );
  }
  print(`STS refused a key: code=${code} sts-request=${requestId} ${message}`);
  const text =
    advice.find(([codes]) => codes.test(code))?.[1] ??
    'Look the code up in the documentation of STS; what STS says is in the log of the cloud function';
  const told = `${oneWord(code, settings)} (request ${oneWord(requestId, settings)})`;
  return new Error(`cos-credentials: STS refused a key: ${told}. ${text}.`);
}

/**
 * On one line. An STS that quotes the id that it was asked with would quote the secret when id and key are the wrong
 * way round; so neither stays in.
 */
function withoutSecrets(text: string, { secretId, secretKey }: Settings): string {
  return text.replaceAll(secretKey, '(SECRET_KEY)').replaceAll(secretId, '(SECRET_ID)').replace(/\s+/g, ' ');
}

/** A code or an id as STS has them. Whatever else answers at STS_ENDPOINT could put any text in their place. */
function oneWord(text: string | undefined, settings: Settings): string {
  const told = withoutSecrets(text ?? '', settings);
  return /^[\w.-]{1,100}$/.test(told) ? told : 'unknown';
}
