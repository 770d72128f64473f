import { type Action, Failure } from '../../../miniprogram/cos/failures/Failure';
import type { Progress, Task } from '../../../miniprogram/cos/task/Task';

/** A task of a flow that the test ends. */
export class TestTask implements Task<void> {
  cancelled = false;
  private end: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  readonly result = new Promise<void>((resolve, reject) => {
    this.end = { resolve, reject };
  });

  constructor(
    private readonly action: Action,
    readonly onProgress: (progress: Progress) => void,
  ) {}

  cancel(): void {
    this.cancelled = true;
    this.fail('cancelled');
  }

  succeed(): void {
    this.end?.resolve();
  }

  fail(code: Failure['code']): void {
    this.end?.reject(new Failure({ code, attempt: { action: this.action, name: 'a.jpg' }, detail: code }));
  }
}
