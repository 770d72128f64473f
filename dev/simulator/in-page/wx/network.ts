import type { NetworkAnswer, PhoneEvents, ProgressEvent } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';
import { type ApiOptions, asOptions, settle, type WxFunction } from './asyncApi';
import { isArrayBuffer, optionalNumber, optionalString, ownBuffer, requiredString } from './options';
import { requestBody } from './requestBody';
import { responseJson } from './responseJson';
import type { WxContext } from './WxContext';

type HeadersListener = (answer: NetworkAnswer) => void;
type ProgressListener = (progress: Record<string, number>) => void;

interface TaskListeners {
  headers: Set<HeadersListener>;
  progress: Set<(event: ProgressEvent) => void>;
}

type NetworkEvents = Pick<PhoneEvents, 'taskProgress' | 'taskHeaders'>;

/** `request`, `uploadFile`, `downloadFile`: each returns its task at once. */
export function networkApis({ phone }: WxContext): {
  apis: Record<string, WxFunction>;
  events: NetworkEvents;
} {
  const running = new Map<number, TaskListeners>();
  let lastTask = 0;

  const events: NetworkEvents = {
    taskProgress(event) {
      for (const listener of [...(running.get(event.task)?.progress ?? [])]) listener(event);
    },
    taskHeaders({ task, answer }) {
      for (const listener of [...(running.get(task)?.headers ?? [])]) listener(answer);
    },
  };

  /** Starts a call; `progressNames` are WeChat's names of the two byte counts. */
  const start = (
    name: 'request' | 'uploadFile' | 'downloadFile',
    given: unknown,
    handler: (options: ApiOptions, task: number) => Promise<object>,
    progressNames?: { done: string; total: string },
  ): object => {
    lastTask += 1;
    const task = lastTask;
    const listeners: TaskListeners = { headers: new Set(), progress: new Set() };
    running.set(task, listeners);
    const options = asOptions(given);
    void settle(name, options, async () => {
      try {
        return await handler(options, task);
      } finally {
        running.delete(task);
      }
    });

    const wrapped = new Map<ProgressListener, (event: ProgressEvent) => void>();
    return {
      abort: () => {
        // An abort after the end finds no task there and does nothing.
        phone.abortTask({ task });
      },
      onHeadersReceived: (listener: HeadersListener) => void listeners.headers.add(listener),
      offHeadersReceived: (listener?: HeadersListener) => {
        if (listener) listeners.headers.delete(listener);
        else listeners.headers.clear();
      },
      ...(progressNames && {
        onProgressUpdate: (listener: ProgressListener) => {
          const wrapper = ({ done, total }: ProgressEvent): void =>
            listener({
              progress: total === 0 ? 0 : Math.floor((done / total) * 100),
              [progressNames.done]: done,
              [progressNames.total]: total,
            });
          wrapped.set(listener, wrapper);
          listeners.progress.add(wrapper);
        },
        offProgressUpdate: (listener?: ProgressListener) => {
          if (!listener) return listeners.progress.clear();
          const wrapper = wrapped.get(listener);
          if (wrapper) listeners.progress.delete(wrapper);
          return undefined;
        },
      }),
    };
  };

  const common = (options: ApiOptions, task: number) => {
    const timeout = optionalNumber(options, 'timeout');
    return {
      task,
      url: requiredString(options, 'url'),
      header: headers(options.header),
      ...(timeout !== undefined && { timeout }),
    };
  };

  const apis: Record<string, WxFunction> = {
    request: (given) =>
      start('request', given, async (options, task) => {
        const base = common(options, task);
        const method = requestMethod(options);
        const prepared = requestBody(base.url, method, base.header, options.data);
        const answer = await phone.request(
          {
            ...base,
            url: prepared.url,
            header: prepared.header,
            method,
            responseType: options.responseType === 'arraybuffer' ? 'arraybuffer' : 'text',
            ...(prepared.text !== undefined && { text: prepared.text }),
          },
          prepared.bytes && new Uint8Array(prepared.bytes),
        );
        const { text, bytes, ...rest } = answer;
        if (bytes) return { data: ownBuffer(bytes), ...rest };
        const wantsJson = (optionalString(options, 'dataType') ?? 'json') === 'json';
        return { data: wantsJson ? responseJson(text) : text, ...rest };
      }),
    uploadFile: (given) =>
      start(
        'uploadFile',
        given,
        async (options, task) => {
          const { text, ...answer } = await phone.uploadFile({
            ...common(options, task),
            filePath: requiredString(options, 'filePath'),
            name: requiredString(options, 'name'),
            formData: formFields(options.formData),
          });
          return { data: text, ...answer };
        },
        { done: 'totalBytesSent', total: 'totalBytesExpectedToSend' },
      ),
    downloadFile: (given) =>
      start(
        'downloadFile',
        given,
        async (options, task) => {
          const filePath = optionalString(options, 'filePath');
          return phone.downloadFile({
            ...common(options, task),
            ...(filePath !== undefined && { filePath }),
          });
        },
        { done: 'totalBytesWritten', total: 'totalBytesExpectedToWrite' },
      ),
  };
  return { apis, events };
}

/** All that the documentation of `wx.request` lists: no PATCH. */
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];

function requestMethod(options: ApiOptions): string {
  const method = (optionalString(options, 'method') || 'GET').toUpperCase();
  // Nobody has compared the words with WeChat's.
  if (!METHODS.includes(method)) throw new WxFailure(`invalid method "${method}"`);
  return method;
}

function headers(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {};
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function formFields(given: unknown): [string, string][] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).map(([name, value]) => {
    if (isArrayBuffer(value)) throw new WxFailure(`parameter error: formData.${name} should be String`);
    return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)];
  });
}
