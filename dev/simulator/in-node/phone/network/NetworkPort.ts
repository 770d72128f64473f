import { open, rm, stat } from 'node:fs/promises';
import type { Agent, IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extension, lookup } from 'mime-types';
import { moveFile } from '../../../../moveFile';
import type {
  DownloadParams,
  NetworkAnswer,
  RequestParams,
  UploadParams,
} from '../../../messages/PhoneProtocol';
import { WxFailure } from '../../../messages/WxFailure';
import type { PhoneFiles } from '../PhoneFiles';
import type { SettingsStore } from '../SettingsStore';
import { isListed } from './DomainLists';
import { multipartForm } from './multipartForm';
import { type NetworkApi, networkFailures } from './networkFailures';
import { createPace, type Pace } from './Pace';
import { RequestSlots } from './RequestSlots';
import { readAnswer } from './readAnswer';
import { requestHeaders } from './requestHeaders';
import { send } from './send';
import { connectionRefused, isThisComputer, lookupElsewhere } from './thisComputer';
import { throttleProgress } from './throttleProgress';

/** WeChat: requests, uploads and downloads together; the rest wait. */
const CONCURRENT_CALLS = 10;
/** WeChat: default and maximum. */
const TIMEOUT_MS = 60_000;
const DOWNLOAD_LIMIT_BYTES = 200 * 1024 * 1024;

/** Where a page runs: in a browser of this computer, or of a phone in its network (`npm start -- --lan`). */
export type PagePlace = 'computer' | 'network';

/** One call as its page sees it. */
export interface NetworkTask {
  /** From the network nobody comes by this way to what listens for this computer only: as on a phone, there is nobody. */
  from: PagePlace;
  /** Aborted by the page; its reason is the failure. */
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
  onHeaders(answer: NetworkAnswer): void;
}

interface NetworkPortOptions {
  files: PhoneFiles;
  settings: SettingsStore;
  appId: string;
  proxy: (url: URL) => URL;
  agent?: Agent | undefined;
}

interface Call {
  url: URL;
  /** Of the header. */
  host: string;
  pace: Pace;
  signal: AbortSignal;
  agent: Agent | undefined;
  lookup?: LookupFunction;
}

/** The phone's network: `wx.request`, `wx.uploadFile`, `wx.downloadFile`. Any HTTP status is a success. */
export class NetworkPort {
  readonly #slots = new RequestSlots(CONCURRENT_CALLS);
  readonly #running = new Set<AbortController>();
  /** So long in the background that nothing goes through. */
  #still = false;

  constructor(private readonly options: NetworkPortOptions) {
    let before = options.settings.current.network;
    options.settings.onChange(({ network }) => {
      // Also from one to another: connections are bound to what they were made by.
      if (network !== before) this.abortAll(networkFailures.connectionLost());
      before = network;
    });
  }

  /** Nothing runs and nothing starts, until it is over. */
  setStill(still: boolean): void {
    this.#still = still;
    if (still) this.abortAll(networkFailures.interrupted());
  }

  /** Ends what runs and what waits. */
  abortAll(reason: WxFailure): void {
    for (const controller of [...this.#running]) controller.abort(reason);
  }

  async request(
    params: RequestParams,
    bytes: Uint8Array | undefined,
    task: NetworkTask,
  ): Promise<{ answer: NetworkAnswer; body: Uint8Array }> {
    const content = bytes ?? (params.text === undefined ? undefined : Buffer.from(params.text));
    return this.#call('request', params, task, async (call) => {
      const response = await send({
        ...call,
        method: params.method,
        headers: requestHeaders(params.header, this.options.appId),
        ...(content && { body: { length: content.length, chunks: [content] } }),
      });
      const answer = readAnswer(response);
      task.onHeaders(answer);
      return { answer, body: await readAll(response, call.pace) };
    });
  }

  async uploadFile(
    params: UploadParams,
    task: NetworkTask,
  ): Promise<{ answer: NetworkAnswer; text: string }> {
    const { files, appId } = this.options;
    const path = files.existing(params.filePath);
    if (path === undefined) throw networkFailures.fileNotFound();
    return this.#call('uploadFile', params, task, async (call) => {
      const form = multipartForm(params.formData, {
        name: params.name,
        path,
        fileName: basename(path),
        contentType: lookup(path) || 'application/octet-stream',
        size: (await stat(path)).size,
      });
      const report = throttleProgress(task.onProgress);
      const response = await send({
        ...call,
        method: 'POST',
        // The form's own content type counts: with another one the server could not read the form.
        headers: {
          ...requestHeaders(params.header, appId, ['content-type']),
          'Content-Type': form.contentType,
        },
        body: form.body,
        onSent: (sent) => report(sent, form.body.length),
      });
      const answer = readAnswer(response);
      task.onHeaders(answer);
      return { answer, text: Buffer.from(await readAll(response, call.pace)).toString('utf8') };
    });
  }

  async downloadFile(
    params: DownloadParams,
    task: NetworkTask,
  ): Promise<{ answer: NetworkAnswer; tempFilePath?: string; filePath?: string }> {
    const { files, appId } = this.options;
    const target = params.filePath === undefined ? undefined : await files.writable(params.filePath);
    return this.#call('downloadFile', params, task, async (call) => {
      const response = await send({
        ...call,
        method: 'GET',
        headers: requestHeaders(params.header, appId),
      });
      const answer = readAnswer(response);
      task.onHeaders(answer);
      const part = files.workPath();
      try {
        await receive(response, part, call.pace, throttleProgress(task.onProgress));
        if (target !== undefined && params.filePath !== undefined) {
          await files.place(part, target, params.filePath);
          return { answer, filePath: params.filePath };
        }
        const temp = files.newTemp(extensionOf(response));
        await moveFile(part, temp.real);
        return { answer, tempFilePath: temp.virtual };
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    });
  }

  async #call<Result>(
    api: NetworkApi,
    params: { url: string; timeout?: number },
    task: NetworkTask,
    exchange: (call: Call) => Promise<Result>,
  ): Promise<Result> {
    const { settings, proxy, agent } = this.options;
    const url = parseUrl(params.url);
    const { verifyDomains, domains } = settings.current;
    if (verifyDomains && !isListed(domains[api], params.url)) throw networkFailures.notInDomainList();
    const isRefused = task.from === 'network' && isThisComputer(url.hostname);
    if (isRefused) throw networkFailures.fromNode(api, connectionRefused(url.hostname));

    const controller = new AbortController();
    const { signal } = controller;
    const abort = (): void => controller.abort(task.signal.reason);
    this.#running.add(controller);
    if (task.signal.aborted) abort();
    task.signal.addEventListener('abort', abort, { once: true });
    let timer: NodeJS.Timeout | undefined;
    let release: (() => void) | undefined;
    try {
      release = await this.#slots.take(signal);
      const { network } = settings.current;
      if (this.#still) throw networkFailures.interrupted();
      if (network === 'none') throw networkFailures.offline(api);
      timer = setTimeout(() => controller.abort(networkFailures.timeout(api)), timeoutMs(params.timeout));
      // An agent has a pace of its own.
      const pace = createPace(agent ? 'wifi' : network, signal);
      return await exchange({
        url: proxy(url),
        host: url.host,
        pace,
        signal,
        agent,
        ...(task.from === 'network' && { lookup: lookupElsewhere }),
      });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error instanceof WxFailure ? error : networkFailures.fromNode(api, error);
    } finally {
      clearTimeout(timer);
      release?.();
      task.signal.removeEventListener('abort', abort);
      this.#running.delete(controller);
    }
  }
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw networkFailures.invalidUrl(text);
}

function timeoutMs(given: number | undefined): number {
  return given !== undefined && given > 0 ? Math.min(given, TIMEOUT_MS) : TIMEOUT_MS;
}

async function readAll(response: IncomingMessage, pace: Pace): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming(response, pace)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function receive(
  response: IncomingMessage,
  path: string,
  pace: Pace,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > DOWNLOAD_LIMIT_BYTES) {
    response.destroy();
    throw networkFailures.tooLarge();
  }
  let received = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of incoming(response, pace)) {
      received += chunk.length;
      if (received > DOWNLOAD_LIMIT_BYTES) throw networkFailures.tooLarge();
      yield chunk;
      onProgress(received, announced);
    }
  };
  // A stream that is destroyed while it opens its file makes the file after the caller has removed it.
  const file = await open(path, 'w');
  await pipeline(counted, file.createWriteStream());
  onProgress(received, received);
}

/** A connection that breaks within an answer is WeChat's 600003, whatever broke it. */
async function* incoming(response: IncomingMessage, pace: Pace): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of response) {
      yield chunk;
      await pace.passed(chunk.length);
    }
  } catch (error) {
    throw error instanceof WxFailure ? error : networkFailures.connectionLost();
  }
}

/** WeChat: a temporary file takes its extension from the answer's content type. */
function extensionOf(response: IncomingMessage): string {
  const type = response.headers['content-type'] ?? '';
  if (type === '' || type.startsWith('application/octet-stream')) return '';
  const found = extension(type);
  return found ? `.${found === 'jpeg' ? 'jpg' : found}` : '';
}
