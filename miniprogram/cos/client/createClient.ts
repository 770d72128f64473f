/// <reference path="../typings/cos-wx-sdk-v5.d.ts" />
import COS from 'cos-wx-sdk-v5';
import type { Attempt } from '../failures/Failure';
import { network } from '../network/Network';
import { type TimeLimits, timeLimits } from '../task/timeLimits';
import { createClock } from './Clock';
import { CosClient } from './CosClient';
import type { CosConfig } from './CosConfig';
import { Credentials } from './Credentials';
import { checkConfig } from './checkConfig';
import { hostOf } from './hostOf';
import { Requests } from './Requests';

/** Unix seconds; the SDK takes no number of fewer than ten digits. */
const LONG_AGO = 1_000_000_000;

/** The one place where the SDK is made. Throws a `Failure` when the config can't work. */
export function createClient(
  config: CosConfig,
  attempt: Attempt,
  limits: TimeLimits = timeLimits,
): CosClient {
  checkConfig(config, attempt);
  network.watch();
  const sdk = new COS({
    ForcePathStyle: config.addressing === 'path-style',
    ...(config.endpoint === undefined ? {} : { Domain: config.endpoint }),
    getAuthorization(_options, callback) {
      credentials.get({ action: 'credential' }).then(
        ({ secretId, secretKey, sessionToken }) =>
          callback({
            TmpSecretId: secretId,
            TmpSecretKey: secretKey,
            SecurityToken: sessionToken,
            // No StartTime, and long expired: the SDK signs from now on instead of from the key's start, and asks
            // again for the next request instead of keeping a key that may be rejected meanwhile.
            ExpiredTime: LONG_AGO,
          }),
        // Not calling back hangs the SDK and callback() breaks it; {} ends the call, Credentials keeps the cause.
        () => callback({}),
      );
    },
  });
  const clock = createClock(sdk.options);
  const credentials = new Credentials(config, clock, limits);
  const place = { Bucket: config.bucket, Region: config.region };
  const requests = new Requests(sdk, credentials, clock, place, hostOf(config), limits);
  return new CosClient(sdk, credentials, place, requests);
}
