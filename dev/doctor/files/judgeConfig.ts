import type { CosConfig } from '../project/CosConfig';
import { bucketFault, regionFault } from '../project/formats';
import { configFile, type Project } from '../project/Project';
import { Unreadable } from '../project/Unreadable';
import { Pointless } from '../report/Pointless';
import { failed, type Problem } from '../report/Result';

type Judgement = { readonly kind: 'right'; readonly config: CosConfig } | Problem;

/** The first setting of config.ts that can't work. */
export function judgeConfig(given: Readonly<Record<string, unknown>>): Judgement {
  const { bucket, region, addressing, endpoint, credentials } = given;
  return (
    judgeBucket(bucket) ??
    judgeRegion(region) ??
    judgeAddressing(addressing) ??
    judgeEndpoint(endpoint) ??
    judgeCredentials(credentials, endpoint) ?? { kind: 'right', config: given as unknown as CosConfig }
  );
}

/** For checks that have nothing to say before config.ts is right. Rejects with `Pointless`. */
export async function rightConfig(project: Project): Promise<CosConfig> {
  const judgement = await project.config().then(judgeConfig, (error: unknown) => {
    // The check of the settings tells it.
    if (!(error instanceof Unreadable)) throw error;
  });
  if (judgement?.kind === 'right') return judgement.config;
  throw new Pointless(`${configFile} is not right yet`);
}

/** The local cloud of `npm start`, or another server on this computer. */
export function isLocal(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(url);
}

const show = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value));

function judgeBucket(bucket: unknown): Problem | undefined {
  const fault = bucketFault(typeof bucket === 'string' ? bucket : '');
  return (
    fault &&
    failed({
      seen: `bucket is ${show(bucket)}`,
      means: fault.means,
      change: `Set bucket in ${configFile} to the whole name from the COS console, as ${fault.example}.`,
    })
  );
}

function judgeRegion(region: unknown): Problem | undefined {
  const fault = regionFault(typeof region === 'string' ? region : '');
  return (
    fault &&
    failed({
      seen: `region is ${show(region)}`,
      means: fault.means,
      change: `Set region in ${configFile} to the one in the COS console, in short form, as ${fault.example}.`,
    })
  );
}

function judgeAddressing(addressing: unknown): Problem | undefined {
  if (addressing === 'path-style' || addressing === 'virtual-hosted') return undefined;
  return failed({
    seen: `addressing is ${show(addressing)}`,
    means: 'The Mini Program does not start with it.',
    change: `Set addressing in ${configFile} to 'virtual-hosted', or to 'path-style' for a bucket created before 2024-01-01.`,
  });
}

function judgeEndpoint(endpoint: unknown): Problem | undefined {
  if (
    endpoint === undefined ||
    (typeof endpoint === 'string' && /^https?:\/\/[^/]+$/.test(endpoint) && URL.canParse(endpoint))
  ) {
    return undefined;
  }
  return failed({
    seen: `endpoint is ${show(endpoint)}`,
    means: 'It must be an origin without a path, such as http://127.0.0.1:7301.',
    change: `Take endpoint out of ${configFile}: without it, Tencent COS is asked.`,
  });
}

function judgeCredentials(credentials: unknown, endpoint: unknown): Problem | undefined {
  const { url, cloudFunction } = (credentials ?? {}) as Record<string, unknown>;
  const seen = `credentials is ${show(credentials)}`;
  if (url !== undefined && cloudFunction !== undefined) {
    return failed({
      seen,
      means: 'They are two ways to keys, of which the Mini Program takes the url.',
      change: `Leave one of them out in ${configFile}.`,
    });
  }
  if (typeof cloudFunction === 'string' && cloudFunction !== '') return undefined;
  if (typeof url !== 'string' || !/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    return failed({
      seen,
      means: 'Nobody is asked for a temporary key, and without one nothing works.',
      change: `Set credentials in ${configFile} to { cloudFunction: 'cos-credentials' }, or to { url } of an HTTPS endpoint of your own.`,
    });
  }
  if (isLocal(url) && typeof endpoint !== 'string') {
    return failed({
      seen: `${seen}, and there is no endpoint`,
      means: 'The local cloud issues keys, which Tencent COS does not know.',
      change: `Set credentials in ${configFile} to { cloudFunction: 'cos-credentials' }, or to { url } of an HTTPS endpoint of your own.`,
    });
  }
  if (!isLocal(url) && url.startsWith('http:')) {
    return failed({
      seen,
      means: 'WeChat on a phone asks HTTPS hosts only.',
      change: `Give the endpoint a certificate, and begin the url in ${configFile} with https.`,
    });
  }
  return undefined;
}
