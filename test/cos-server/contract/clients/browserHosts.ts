import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type DOMWindow, JSDOM } from 'jsdom';
import { bucket, region } from '../../support/startTestServer';
import type { Addressing, ContractHost, Result } from '../ContractClient';
import { callSdk, credentialOptions, type SdkConstructor, startSdk } from './sdk';

const place = { Bucket: bucket, Region: region };

const variants: readonly { addressing: Addressing; domain(port: number): string }[] = [
  { addressing: 'virtual-hosted', domain: (port) => `http://{Bucket}.cos.localhost:${port}` },
  { addressing: 'bare host', domain: (port) => `http://127.0.0.1:${port}` },
];

/** The SDK for browsers in a page of another origin: with preflights, and only the headers that CORS exposes. */
export function browserHosts(): ContractHost[] {
  const stopResolving = resolveLocalhost();
  const script = readFileSync(
    createRequire(__filename).resolve('cos-js-sdk-v5/dist/cos-js-sdk-v5.js'),
    'utf8',
  );
  return variants.map(({ addressing, domain }) => {
    const pages = new Map<number, DOMWindow>();
    const pageFor = (port: number): DOMWindow => {
      const opened = pages.get(port);
      if (opened) return opened;
      const { window } = new JSDOM('', { url: 'http://app.example/', runScripts: 'outside-only' });
      window.eval(script);
      pages.set(port, window);
      return window;
    };
    return {
      name: `cos-js-sdk-v5 1.10.1, ${addressing}`,
      main: addressing === 'bare host',
      addressing,
      features: new Set(['escaped-lists', 'queue'] as const),
      open: ({ port }, credentials) => {
        const page = pageFor(port);
        const sdk = new (page.COS as SdkConstructor)({
          Domain: domain(port),
          ...credentialOptions(credentials),
        });
        return {
          call: async (operation, parameters = {}) =>
            fromPage(await callSdk(sdk, operation, toPage(page, { ...place, ...parameters }))),
          start: (operation, parameters) => {
            const running = startSdk(sdk, operation, toPage(page, { ...place, ...parameters }));
            return { ...running, result: running.result.then(fromPage) };
          },
          body: (bytes) => new page.Blob([new Uint8Array(bytes)]),
          file: async (bytes) => ({ Body: new page.File([new Uint8Array(bytes)], 'chosen.bin') }),
          download: async (parameters) => {
            const { Body } = await callSdk(sdk, 'getObject', {
              ...place,
              ...parameters,
              DataType: 'arraybuffer',
            });
            return Buffer.from(Body as ArrayBuffer);
          },
          text: ({ Body }) => String(Body),
        };
      },
      close: async () => {
        for (const page of pages.values()) page.close();
        stopResolving();
      },
    };
  });
}

/** Browsers take every name below localhost for this machine; Node asks the system, which need not know it. */
function resolveLocalhost(): () => void {
  const { lookup } = dns;
  const resolving = (name: string, ...rest: unknown[]): void => {
    const found = name.endsWith('.localhost') ? '127.0.0.1' : name;
    Reflect.apply(lookup, dns, [found, ...rest]);
  };
  dns.lookup = resolving as typeof dns.lookup;
  return () => {
    dns.lookup = lookup;
  };
}

/** The SDK knows an array by the constructor that the page has. */
function toPage(page: DOMWindow, parameters: Record<string, unknown>): Record<string, unknown> {
  const { Array: PageArray } = page as unknown as { Array: ArrayConstructor };
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      Array.isArray(value) ? PageArray.from(value) : value,
    ]),
  );
}

/** Objects of the page have another `Object` as their prototype and equal none of ours. */
function fromPage({ Body, ...rest }: Result): Result {
  return { ...(JSON.parse(JSON.stringify(rest)) as Result), Body };
}
