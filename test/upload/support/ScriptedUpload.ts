import { Failure } from '../../../miniprogram/cos/failures/Failure';
import type { ChosenFile } from '../../../miniprogram/cos/files/ChosenFile';
import type { Network, NetworkType } from '../../../miniprogram/cos/network/Network';
import type { StoredObject } from '../../../miniprogram/cos/objects/StoredObject';
import type { PausableTask, Progress } from '../../../miniprogram/cos/task/Task';
import { FileUpload } from '../../../miniprogram/cos/upload/FileUpload';
import {
  type QueueMeans,
  UploadQueue,
  type UploadQueueOptions,
} from '../../../miniprogram/cos/upload/UploadQueue';
import { UploadRecord } from '../../../miniprogram/cos/upload/UploadRecord';

/** What the test makes of a file that is being sent. */
export interface Sending {
  progress(loaded: number): void;
  succeed(): void;
  fail(failure: Failure | Failure['code']): void;
  /** It arrives all the same. */
  ignoreCancel(): void;
}

export interface UploadScript {
  sent(name: string, sending: Sending): void;
  discarded(name: string): void;
}

export const failureOf = (code: Failure['code'], name = 'a.jpg') =>
  new Failure({ code, attempt: { action: 'upload', name }, detail: code });

export const objectNamed = (name: string): StoredObject => ({
  key: `users/me/${name}`,
  name,
  size: 100,
  modified: 0,
  etag: 'e',
  kind: 'image',
  extension: 'jpg',
});

/** A file of which nothing is sent: it ends as the test says. */
export class ScriptedUpload extends FileUpload {
  constructor(
    id: string,
    file: ChosenFile,
    private readonly script: UploadScript,
  ) {
    super(id, file, {} as never, { record: new UploadRecord({ write: () => false } as never, 'bucket_1') });
  }

  override send(onProgress: (progress: Progress) => void): PausableTask<StoredObject> {
    const { name } = this.item.file;
    let cancel: () => void = () => undefined;
    const result = new Promise<StoredObject>((resolve, reject) => {
      const fail = (failure: Failure | Failure['code']) =>
        reject(typeof failure === 'string' ? failureOf(failure, name) : failure);
      cancel = () => fail('cancelled');
      this.script.sent(name, {
        progress: (loaded) => onProgress({ loaded, total: 100 }),
        succeed: () => resolve(objectNamed(name)),
        fail,
        ignoreCancel() {
          cancel = () => undefined;
        },
      });
    });
    return { result, pause: () => cancel(), cancel: () => cancel() };
  }

  override async discard(): Promise<void> {
    this.script.discarded(this.item.file.name);
  }
}

/** A network that is as the test says. */
export class TestNetwork implements Pick<Network, keyof Network> {
  isOnline = true;
  isHidden = false;
  isWeak = false;
  type: NetworkType | undefined = 'wifi';
  private readonly listeners = new Set<(fresh: boolean) => void>();

  get isMobile(): boolean {
    return this.type === '4g';
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  watch = () => undefined;
  heard = () => undefined;

  gaveUp(): void {
    if (this.isOnline && !this.isHidden) this.become({ isOnline: false });
  }

  subscribe(listener: (fresh: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  become(change: Partial<Pick<Network, 'isOnline' | 'isHidden' | 'isWeak' | 'type'>>, fresh = false): void {
    Object.assign(this, change);
    for (const listener of [...this.listeners]) listener(fresh);
  }
}

/** A queue whose files do what the test says. */
export function scriptedQueue(
  script: UploadScript,
  options: UploadQueueOptions = {},
  means: Partial<QueueMeans> = {},
): UploadQueue {
  return new UploadQueue((id, file) => new ScriptedUpload(id, file, script), options, {
    filesAtOnce: 12,
    network: new TestNetwork(),
    networkPauses: [1000, 2000, 4000],
    ...means,
  });
}
