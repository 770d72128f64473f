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
  need(/^[a-z\d-]+-\d+$/.test(bucket), 'bucket', bucket, 'a name such as examplebucket-1250000000');
  need(/^[a-z\d-]+$/.test(region), 'region', region, 'a name such as ap-guangzhou');
  need(
    addressing === 'path-style' || addressing === 'virtual-hosted',
    'addressing',
    addressing,
    "'path-style' or 'virtual-hosted'",
  );
  need(
    endpoint === undefined || /^https?:\/\/[^/]+$/.test(endpoint),
    'endpoint',
    endpoint,
    'an origin such as http://127.0.0.1:7301, or nothing',
  );
  need(
    (typeof source?.url === 'string' && /^https?:\/\//.test(source.url)) ||
      (typeof source?.cloudFunction === 'string' && source.cloudFunction !== ''),
    'credentials',
    credentials,
    '{ url } or { cloudFunction }',
  );
}
