import { TestPhone, type TestPhoneOptions } from '../../../support/phone/TestPhone';
import { type Answer, sendRaw } from '../../support/send';
import { bucket, region } from '../../support/startTestServer';
import type { Addressing, ContractClient, ContractHost } from '../ContractClient';
import { linkTo } from '../linkTo';
import { callSdk, credentialOptions, type SdkConstructor, startSdk } from './sdk';

const pinnedSdk = 'cos-wx-sdk-v5';
const newestSdk = '../../../packages/newestSdk';

export interface MiniProgramVariant {
  name: string;
  sdk: 'pinned' | 'newest';
  addressing: Addressing;
  main: boolean;
  options(port: number): Record<string, unknown>;
}

/** How the phone reaches COS. */
interface Reach {
  place: { Bucket: string; Region: string };
  /** Absent: it is asked where the URL says. */
  proxy?: TestPhoneOptions['proxy'];
  /** Asks for a link. */
  follow(url: string): Promise<Answer>;
}

const bareHost = (port: number) => ({ Domain: `http://127.0.0.1:${port}` });

const local: readonly MiniProgramVariant[] = [
  {
    name: 'cos-wx-sdk-v5 1.4.13, path-style',
    sdk: 'pinned',
    addressing: 'path-style',
    main: true,
    options: (port) => ({ ...bareHost(port), ForcePathStyle: true }),
  },
  {
    name: "cos-wx-sdk-v5 1.4.13, path-style on COS's domain",
    sdk: 'pinned',
    addressing: 'path-style',
    main: false,
    options: () => ({ ForcePathStyle: true }),
  },
  {
    name: 'cos-wx-sdk-v5 1.4.13, virtual-hosted',
    sdk: 'pinned',
    addressing: 'virtual-hosted',
    main: false,
    options: () => ({}),
  },
  {
    name: 'cos-wx-sdk-v5 1.4.13, bare host',
    sdk: 'pinned',
    addressing: 'bare host',
    main: false,
    options: bareHost,
  },
  {
    name: 'cos-wx-sdk-v5 1.8.0, virtual-hosted',
    sdk: 'newest',
    addressing: 'virtual-hosted',
    main: true,
    options: () => ({}),
  },
  {
    name: 'cos-wx-sdk-v5 1.8.0, bare host',
    sdk: 'newest',
    addressing: 'bare host',
    main: false,
    options: bareHost,
  },
];

/** Both Mini Program SDKs, on a phone that sends to the server whatever the host in a URL. */
export function miniProgramHosts(): ContractHost[] {
  let port = 0;
  const hosts = miniProgramHostsFor(local, {
    place: { Bucket: bucket, Region: region },
    proxy: ({ pathname, search }) => new URL(`http://127.0.0.1:${port}${pathname}${search}`),
    follow: (url) => sendRaw({ port }, linkTo(url)),
  });
  return hosts.map((host) => ({
    ...host,
    open: (server, credentials) => {
      port = server.port;
      return host.open(server, credentials);
    },
  }));
}

/** They share one phone. */
export function miniProgramHostsFor(variants: readonly MiniProgramVariant[], reach: Reach): ContractHost[] {
  const { place, proxy, follow } = reach;
  const phone = new TestPhone(proxy ? { proxy } : {});
  let closed: Promise<void> | undefined;
  // The SDK's bundle names `window`, which WeChat shadows.
  Object.assign(globalThis, { wx: phone.wx, window: {} });
  return variants.map(({ name, sdk: wanted, addressing, main, options }) => {
    const newest = wanted === 'newest';
    // The SDK takes `wx` when it is loaded.
    const Client = require(newest ? newestSdk : pinnedSdk) as unknown as SdkConstructor;
    return {
      name,
      main,
      addressing,
      features: new Set([
        'forms',
        'no-cors',
        'queue',
        ...(newest ? (['escaped-lists'] as const) : []),
      ] as const),
      open: ({ port }, credentials) => {
        const sdk = new Client({ ...options(port), ...credentialOptions(credentials) });
        const client: ContractClient = {
          call: (operation, parameters = {}) => callSdk(sdk, operation, { ...place, ...parameters }),
          start: (operation, parameters) => startSdk(sdk, operation, { ...place, ...parameters }),
          body: (bytes) => new Uint8Array(bytes).buffer,
          file: async (bytes) => ({ FilePath: phone.file('chosen.bin', bytes) }),
          download: async (parameters) => {
            if (newest) {
              const { Body } = await client.call('getObject', { ...parameters, DataType: 'arraybuffer' });
              return Buffer.from(Body as ArrayBuffer);
            }
            // The pinned SDK reads text only; an application downloads from a link.
            const { Url } = await client.call('getObjectUrl', parameters);
            return (await follow(String(Url))).body;
          },
          text: ({ Body }) => String(Body),
        };
        return client;
      },
      close: () => (closed ??= phone.close()),
    };
  });
}
