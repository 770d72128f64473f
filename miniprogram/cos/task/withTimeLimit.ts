import { type Attempt, Failure, type FailureParams } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';
import { afterShown } from './afterShown';
import { withEnd } from './withEnd';

/** Settles like `work`, or rejects after `limit` milliseconds in front. `work` itself goes on; its result is dropped. */
export function withTimeLimit<T>(
  work: Promise<T>,
  limit: number,
  timeout: { code: FailureCode; attempt: Attempt; params?: FailureParams },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = afterShown(limit, () =>
      reject(new Failure({ ...timeout, detail: `no answer within ${limit / 1000} s` })),
    );
    withEnd(work, end).then(resolve, reject);
  });
}
