import { afterShown } from './afterShown';

/**
 * A call of wx as a promise. It rejects with what `fail` got, or when nothing came back for `limit` milliseconds in front: only
 * for calls that wait for no person.
 */
export function fromWx<T>(
  name: string,
  limit: number,
  call: (resolve: (value: T) => void, reject: (error: { errMsg: string }) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = afterShown(limit, () =>
      reject({ errMsg: `${name}:fail no answer from WeChat within ${limit / 1000} s` }),
    );
    call(
      (value) => {
        end();
        resolve(value);
      },
      (error) => {
        end();
        reject(error);
      },
    );
  });
}
