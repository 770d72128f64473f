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

/** Asks STS for a key that can do what the policy says. */
export async function requestKey(settings: Settings, policy: Policy): Promise<TemporaryKey> {
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
  const { Credentials: key, ExpiredTime: expiredTime } = answer;
  if (!key?.TmpSecretId || !key.TmpSecretKey || !key.Token || !expiredTime) {
    throw new Error(
      'cos-credentials: STS answered without a key. Is STS_ENDPOINT the address of an STS server?',
    );
  }
  return {
    credentials: { tmpSecretId: key.TmpSecretId, tmpSecretKey: key.TmpSecretKey, sessionToken: key.Token },
    startTime: expiredTime - durationSeconds,
    expiredTime,
  };
}

/** What to do about a refusal, by the start of its code. The first that fits counts. */
const advice: [codes: RegExp, text: string][] = [
  [/^AuthFailure\.SecretIdNotFound/, 'Correct SECRET_ID: it does not exist, or was deleted or disabled'],
  [/^AuthFailure\.SignatureFailure/, 'Correct SECRET_KEY: it does not belong to SECRET_ID'],
  [/^AuthFailure\.SignatureExpire/, 'The clock where the function runs is wrong'],
  [/Unauthorized/, 'Allow the sub-account of SECRET_ID the action sts:GetFederationToken'],
  [/OverTimeError/, 'Lower DURATION_SECONDS'],
  [/^RequestLimitExceeded/, 'Too many keys were asked for at once: try again'],
  [
    /ResouceError|GrantOtherResource/,
    'Correct BUCKET and REGION: the key must belong to the account of the bucket',
  ],
];

function explain(error: unknown, settings: Settings): Error {
  const { code, message, requestId } = error as { code?: string; message?: string; requestId?: string };
  if (!code) {
    const place = settings.sts ? `STS_ENDPOINT, ${settings.sts.endpoint}` : 'sts.tencentcloudapi.com';
    return new Error(`cos-credentials: STS could not be asked at ${place}: ${message ?? error}.`);
  }
  const text =
    advice.find(([codes]) => codes.test(code))?.[1] ?? 'Look the code up in the documentation of STS';
  return new Error(
    `cos-credentials: STS refused a key: ${code}: ${message} (request ${requestId ?? 'without id'}). ${text}.`,
  );
}
