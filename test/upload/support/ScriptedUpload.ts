import { Failure } from '../../../miniprogram/cos/failures/Failure';
import type { ChosenFile } from '../../../miniprogram/cos/files/ChosenFile';
import type { StoredObject } from '../../../miniprogram/cos/objects/StoredObject';
import type { PausableTask, Progress } from '../../../miniprogram/cos/task/Task';
import { FileUpload } from '../../../miniprogram/cos/upload/FileUpload';
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
