import { loadSdk } from './Sdk';
import type { Way } from './Way';

/** The SDK's `postObject` for each file, all of them at once: WeChat runs ten and lets the others wait. */
export const sdkPostObject: Way = (task, wx) => {
  const { sdk, key, objectOf } = loadSdk(task, wx);
  return async (files) => {
    const issued = await key();
    let failures = 0;
    const send = async (file: (typeof files)[number]): Promise<void> => {
      const post = (): Promise<boolean> =>
        new Promise((resolve) => {
          sdk.postObject(objectOf(file, issued), (error) => resolve(!error));
        });
      while (!(await post())) failures += 1;
    };
    await Promise.all(files.map(send));
    return { failures };
  };
};
