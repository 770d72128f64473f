import { type Attempt, Failure } from '../failures/Failure';
import type { CosConfig } from './CosConfig';

/** Throws a `Failure` that names the first setting of `cos/config.ts` that can't work. */
export function checkConfig(config: CosConfig, attempt: Attempt): void {
  const { bucket, region, addressing, endpoint, credentials } = config;
  const source = credentials as Partial<Record<'url' | 'cloudFunction', unknown>> | undefined;
  const need = (holds: boolean, setting: string, got: unknown, expected: string) => {
    if (holds) return;
    throw new Failure({
      code: 'config-incomplete',
      attempt,
      detail: `cos/config.ts: ${setting} is ${JSON.stringify(got)}, expected ${expected}`,
      params: { setting },
    });
  };
  // COS names a bucket <name>-<account id>; the SDK refuses anything else.
  need(fits(bucket, /^[a-z\d-]+-\d+$/), 'bucket', bucket, 'a name such as examplebucket-1250000000');
  need(fits(region, /^[a-z\d-]+$/), 'region', region, 'a name such as ap-guangzhou');
  need(
    addressing === 'path-style' || addressing === 'virtual-hosted',
    'addressing',
    addressing,
    "'path-style' or 'virtual-hosted'",
  );
  need(
    endpoint === undefined || fits(endpoint, /^https?:\/\/[^/]+$/),
    'endpoint',
    endpoint,
    'an origin such as http://127.0.0.1:7301, or nothing',
  );
  need(
    fits(source?.url, /^https?:\/\//) ||
      (typeof source?.cloudFunction === 'string' && source.cloudFunction !== ''),
    'credentials',
    credentials,
    '{ url } or { cloudFunction }',
  );
}

/** A setting that is missing is no text; a pattern alone would take it for the word `undefined`. */
function fits(setting: unknown, pattern: RegExp): boolean {
  return typeof setting === 'string' && pattern.test(setting);
}
