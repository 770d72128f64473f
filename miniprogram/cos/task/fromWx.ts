/**
 * A call of wx as a promise. It rejects with what `fail` got, or when nothing came back for `limit` milliseconds: only
 * for calls that wait for no person.
 */
export function fromWx<T>(
  name: string,
  limit: number,
  call: (resolve: (value: T) => void, reject: (error: { errMsg: string }) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => reject({ errMsg: `${name}:fail no answer from WeChat within ${limit / 1000} s` }),
      limit,
    );
    call(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
