import type { Exchange } from '../../../miniprogram/cos/client/Exchange';
import type { Form } from '../../../miniprogram/cos/client/Requests';
import { type Attempt, Failure } from '../../../miniprogram/cos/failures/Failure';
import type { FailureCode } from '../../../miniprogram/cos/failures/FailureCode';
import { crc64, crc64Text } from '../../../miniprogram/cos/files/crc64';
import { startTask } from '../../../miniprogram/cos/task/Task';
import { timeLimits } from '../../../miniprogram/cos/task/timeLimits';

/** What becomes of a request: it is answered; COS acts and the answer is lost; it breaks on the way. */
export type Fate = 'answer' | 'lose' | 'cut';

interface Request {
  readonly operation: string;
  readonly key: string;
  /** What no two requests at a time may have in common. */
  readonly work: string;
  /** What COS does, and answers; throws a code. */
  act(): unknown;
  settle(failure: FailureCode | undefined, answer?: unknown): void;
  /** Of a form: bytes have left. */
  progress?(share: number): void;
  hasLeft: boolean;
}

interface Pending {
  readonly key: string;
  readonly parts: Map<number, number>;
}

const limits = {
  ...timeLimits,
  uploadPauses: [0, 0, 0, 0],
  operationPauses: [0],
  networkPauses: [0],
  patience: 1e9,
};

/** The checksum of a file of zeros, as COS writes it. */
const checksumOf = (size: number) => crc64Text(crc64(new Uint8Array(size)));

/** COS, whose requests go on when the test says so, and which writes down what should not be. */
export class ModelCloud {
  readonly pending: Request[] = [];
  /** Bytes by key. */
  readonly objects = new Map<string, number>();
  readonly uploads = new Map<string, Pending>();
  readonly faults: string[] = [];
  private count = 0;
  private stopped = 0;

  /** What a FileUpload has to do with. */
  readonly connection = {
    config: { bucket: 'b' },
    limits,
    start: (attempt: Attempt, work: (client: unknown, cancellation: never) => Promise<unknown>) =>
      startTask(attempt, (cancellation) => work(this.client, cancellation as never)),
    run: (_attempt: Attempt, work: (client: unknown) => Promise<unknown>) => work(this.client),
  };

  private readonly client = {
    limits,
    clock: { now: () => Date.now(), onPhone: (time: number) => time },
    target: {},
    credential: async () => ({ prefix: 'u/', maxUploadBytes: 1e9 }),
    postObject: (attempt: Attempt, { key, path, onProgress }: Form) => {
      const size = Number(path.split('/')[1]);
      return this.exchange(
        'PostObject',
        attempt,
        key,
        '',
        () => {
          this.store(key, size);
          return { statusCode: 200, text: '', headers: this.headers(size) };
        },
        (share) => onProgress(Math.round((size + 10) * share), size + 10),
      );
    },
    headObject: (attempt: Attempt, key: string) =>
      this.call('HeadObject', attempt, key, () => {
        const size = this.objects.get(key);
        if (size === undefined) throw 'object-missing';
        return { key, size, modified: 0, etag: 'e', checksum: checksumOf(size) };
      }),
    deleteObject: (attempt: Attempt, key: string) =>
      this.call('DeleteObject', attempt, key, () => void this.objects.delete(key)),
    initiateUpload: (attempt: Attempt, key: string) =>
      this.call('InitiateMultipartUpload', attempt, key, () => {
        this.count += 1;
        this.uploads.set(`id${this.count}`, { key, parts: new Map() });
        return `id${this.count}`;
      }),
    uploadPart: (attempt: Attempt, key: string, id: string, number: number, bytes: ArrayBuffer) =>
      this.exchange('UploadPart', attempt, key, `${id} ${number}`, () => {
        const upload = this.uploads.get(id);
        if (!upload) throw 'upload-lost';
        upload.parts.set(number, bytes.byteLength);
        return { statusCode: 200, text: '', headers: { etag: `"${number}"` } };
      }),
    completeUpload: (attempt: Attempt, key: string, id: string, etags: readonly string[]) =>
      this.call('CompleteMultipartUpload', attempt, key, () => {
        const upload = this.uploads.get(id);
        if (!upload) throw 'upload-lost';
        if (upload.parts.size !== etags.length) throw 'upload-lost';
        this.uploads.delete(id);
        const size = [...upload.parts.values()].reduce((sum, bytes) => sum + bytes, 0);
        this.store(key, size);
        return { etag: 'e', checksum: checksumOf(size) };
      }),
    abortUpload: (attempt: Attempt, key: string, id: string) =>
      this.call('AbortMultipartUpload', attempt, key, () => void this.uploads.delete(id)),
    listUploads: (attempt: Attempt, prefix: string) =>
      this.call('ListMultipartUploads', attempt, prefix, () =>
        [...this.uploads]
          .filter(([, { key }]) => key === prefix)
          .map(([uploadId, { key }]) => ({ uploadId, key })),
      ),
    listParts: (attempt: Attempt, key: string, id: string) =>
      this.call('ListParts', attempt, key, () =>
        [...(this.uploads.get(id)?.parts ?? [])].map(([number, size]) => ({
          number,
          size,
          etag: `"${number}"`,
        })),
      ),
  };

  /** One of the requests that are on their way goes on. */
  step(choice: number, fate: Fate): void {
    const request = this.pending[choice % Math.max(1, this.pending.length)];
    if (!request) return;
    this.take(request);
    try {
      if (fate === 'cut') throw 'network-interrupted';
      const answer = request.act();
      request.progress?.(1);
      if (fate === 'lose') request.settle('network-interrupted');
      else request.settle(undefined, answer);
    } catch (code) {
      request.settle(code as FailureCode);
    }
  }

  /** The bytes of a form leave, half of them or all. */
  send(choice: number, share: number): void {
    const forms = this.pending.filter(({ progress }) => progress);
    const form = forms[choice % Math.max(1, forms.length)];
    if (!form) return;
    form.hasLeft ||= share === 1;
    form.progress?.(form.hasLeft ? 1 : share);
  }

  private store(key: string, size: number): void {
    if (this.objects.has(key)) this.faults.push(`${key} was sent twice`);
    this.objects.set(key, size);
  }

  private headers(size: number): Record<string, string> {
    return { etag: '"e"', 'x-cos-hash-crc64ecma': checksumOf(size) };
  }

  private take(request: Request): void {
    const at = this.pending.indexOf(request);
    if (at >= 0) this.pending.splice(at, 1);
  }

  private call<T>(operation: string, attempt: Attempt, key: string, act: () => T): Promise<T> {
    return this.exchange(operation, attempt, key, '', act).answer as unknown as Promise<T>;
  }

  private exchange(
    operation: string,
    attempt: Attempt,
    key: string,
    part: string,
    act: () => unknown,
    progress?: (share: number) => void,
  ): Exchange {
    let stop: () => void = () => undefined;
    const work = `${operation} ${key} ${part}`;
    if (this.pending.some((other) => other.work === work && !work.startsWith('Head')))
      this.faults.push(`two at work: ${work}`);
    const ids = this.pending.filter((other) => other.key === key && other.operation === 'UploadPart');
    if (operation === 'UploadPart' && ids.some((other) => !other.work.includes(part.split(' ')[0] ?? '')))
      this.faults.push(`two uploads at work: ${work}`);
    const answer = new Promise<never>((resolve, reject) => {
      const request: Request = {
        operation,
        key,
        work,
        act,
        ...(progress && { progress }),
        hasLeft: false,
        settle: (code, value) =>
          code ? reject(new Failure({ code, attempt, detail: code })) : resolve(value as never),
      };
      this.pending.push(request);
      stop = () => {
        if (!this.pending.includes(request)) return;
        this.take(request);
        this.stopped += 1;
        // All its bytes had left, and the phone had not told so yet.
        if (progress && this.stopped % 3 === 0) act();
        request.settle('cancelled');
      };
    });
    return { answer, stop: () => stop() };
  }
}
