export interface Deferred {
  promise: Promise<void>;
  resolve(): void;
}

/** A promise that the test settles itself. (Promise.withResolvers came after Node 20.) */
export function deferred(): Deferred {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}
