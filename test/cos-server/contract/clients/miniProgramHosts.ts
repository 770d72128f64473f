import { TestPhone } from '../../../support/phone/TestPhone';
import { sendRaw } from '../../support/send';
import { bucket, region } from '../../support/startTestServer';
import type { Addressing, ContractClient, ContractHost } from '../ContractClient';
import { linkTo } from '../linkTo';
import { callSdk, credentialOptions, type SdkConstructor, startSdk } from './sdk';

const place = { Bucket: bucket, Region: region };

const pinnedSdk = 'cos-wx-sdk-v5';
const newestSdk = '../../../packages/newestSdk';

interface Variant {
  name: string;
  sdk: typeof pinnedSdk | typeof newestSdk;
  addressing: Addressing;
  options(port: number): Record<string, unknown>;
}

const bareHost = (port: number) => ({ Domain: `http://127.0.0.1:${port}` });

const variants: readonly Variant[] = [
  {
    name: 'cos-wx-sdk-v5 1.4.13, path-style',
    sdk: pinnedSdk,
    addressing: 'path-style',
    options: (port) => ({ ...bareHost(port), ForcePathStyle: true }),
  },
  {
    name: "cos-wx-sdk-v5 1.4.13, path-style on COS's domain",
    sdk: pinnedSdk,
    addressing: 'path-style',
    options: () => ({ ForcePathStyle: true }),
  },
  {
    name: 'cos-wx-sdk-v5 1.4.13, virtual-hosted',
    sdk: pinnedSdk,
    addressing: 'virtual-hosted',
    options: () => ({}),
  },
  {
    name: 'cos-wx-sdk-v5 1.4.13, bare host',
    sdk: pinnedSdk,
    addressing: 'bare host',
    options: bareHost,
  },
  {
    name: 'cos-wx-sdk-v5 1.8.0, virtual-hosted',
    sdk: newestSdk,
    addressing: 'virtual-hosted',
    options: () => ({}),
  },
  {
    name: 'cos-wx-sdk-v5 1.8.0, bare host',
    sdk: newestSdk,
    addressing: 'bare host',
    options: bareHost,
  },
];

/** Both Mini Program SDKs, on a phone that sends to the server whatever the host in a URL. */
export function miniProgramHosts(): ContractHost[] {
  let port = 0;
  const phone = new TestPhone({
    proxy: ({ pathname, search }) => new URL(`http://127.0.0.1:${port}${pathname}${search}`),
  });
  let closed: Promise<void> | undefined;
  // The SDK's bundle names `window`, which WeChat shadows.
  Object.assign(globalThis, { wx: phone.wx, window: {} });
  return variants.map(({ name, sdk, addressing, options }) => {
    // The SDK takes `wx` when it is loaded.
    const Client = require(sdk) as unknown as SdkConstructor;
    const newest = sdk === newestSdk;
    return {
      name,
      main: name === 'cos-wx-sdk-v5 1.4.13, path-style' || name === 'cos-wx-sdk-v5 1.8.0, virtual-hosted',
      addressing,
      features: new Set([
        'forms',
        'no-cors',
        'queue',
        ...(newest ? (['escaped-lists'] as const) : []),
      ] as const),
      open: (server, credentials) => {
        port = server.port;
        return open(
          Client,
          { ...options(port), ...credentialOptions(credentials) },
          {
            binaryBodies: newest,
          },
        );
      },
      close: () => (closed ??= phone.close()),
    };
  });

  function open(
    Client: SdkConstructor,
    options: Record<string, unknown>,
    { binaryBodies }: { binaryBodies: boolean },
  ): ContractClient {
    const sdk = new Client(options);
    const client: ContractClient = {
      call: (operation, parameters = {}) => callSdk(sdk, operation, { ...place, ...parameters }),
      start: (operation, parameters) => startSdk(sdk, operation, { ...place, ...parameters }),
      body: (bytes) => new Uint8Array(bytes).buffer,
      file: async (bytes) => ({ FilePath: phone.file('chosen.bin', bytes) }),
      download: async (parameters) => {
        if (binaryBodies) {
          const { Body } = await client.call('getObject', { ...parameters, DataType: 'arraybuffer' });
          return Buffer.from(Body as ArrayBuffer);
        }
        // The pinned SDK reads text only; an application downloads from a link.
        const { Url } = await client.call('getObjectUrl', parameters);
        return (await sendRaw({ port }, linkTo(String(Url)))).body;
      },
      text: ({ Body }) => String(Body),
    };
    return client;
  }
}
