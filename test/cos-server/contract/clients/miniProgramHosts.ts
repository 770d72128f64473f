import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installFakeWx } from '../../support/fakeWx';
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

/** Both Mini Program SDKs, over a stand-in for `wx` that sends to the server whatever the host in a URL. */
export function miniProgramHosts(): ContractHost[] {
  let port = 0;
  installFakeWx(() => port);
  return variants.map(({ name, sdk, addressing, options }) => {
    const folder = mkdtemp(join(tmpdir(), 'cos-contract-wx-'));
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
        return open(Client, { ...options(port), ...credentialOptions(credentials) }, folder, {
          binaryBodies: newest,
        });
      },
      close: async () => rm(await folder, { recursive: true }),
    };
  });

  function open(
    Client: SdkConstructor,
    options: Record<string, unknown>,
    folder: Promise<string>,
    { binaryBodies }: { binaryBodies: boolean },
  ): ContractClient {
    const sdk = new Client(options);
    const client: ContractClient = {
      call: (operation, parameters = {}) => callSdk(sdk, operation, { ...place, ...parameters }),
      start: (operation, parameters) => startSdk(sdk, operation, { ...place, ...parameters }),
      body: (bytes) => new Uint8Array(bytes).buffer,
      file: async (bytes) => {
        const FilePath = join(await folder, randomUUID());
        await writeFile(FilePath, bytes);
        return { FilePath };
      },
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
