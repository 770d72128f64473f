import { loadSdk } from './Sdk';
import type { Way } from './Way';

/** The SDK's own queue, with its own settings. */
export const sdkUploadFiles: Way = (task, wx) => {
  const { sdk, key, objectOf } = loadSdk(task, wx);
  return async (files) => {
    const issued = await key();
    let failures = 0;
    let left = files.map((file) => objectOf(file, issued));
    while (left.length > 0) {
      const failed = await new Promise<typeof left>((resolve) => {
        sdk.uploadFiles({ files: left }, (_error, { files: ended }) =>
          resolve(left.filter((_file, index) => ended[index]?.error)),
        );
      });
      failures += failed.length;
      left = failed;
    }
    return { failures };
  };
};
