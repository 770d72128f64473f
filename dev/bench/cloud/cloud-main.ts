import { account } from '../../local-cloud/account';
import { startLocalCloud } from '../../local-cloud/startLocalCloud';
import { messageOf } from '../../messageOf';
import type { CloudMessage, CloudTask, ServedRequest } from './CloudMessages';

const FUNCTION = 'cos-credentials';

const say = (message: CloudMessage): void => {
  process.send?.(message);
};

/** The local cloud in a process of its own, so that its work delays no timer of the link. */
process.once('message', async ({ dataDir, functionsRoot }: CloudTask) => {
  try {
    const cloud = await startLocalCloud({
      dataDir,
      functionsRoot,
      ports: { cos: 0, functions: 0, sts: 0 },
      onLine: () => undefined,
    });
    // The first call starts the function, which is no part of what is measured.
    await cloud.functions.call(FUNCTION, {});
    let calls = cloud.functions.invocations(FUNCTION);
    let requests: ServedRequest[] = [];
    cloud.cos.onRequest(({ operation, key, status, requestBytes, durationMs }) => {
      const request = { operation, status, bytes: requestBytes, seconds: durationMs / 1000 };
      requests.push(key === undefined ? request : { ...request, key });
    });
    process.on('message', async () => {
      const stored = (await cloud.cos.objects()).map(({ key, size }) => ({ key, size }));
      const credentialCalls = cloud.functions.invocations(FUNCTION) - calls;
      say({ kind: 'report', report: { requests, credentialCalls, stored } });
      requests = [];
      calls += credentialCalls;
    });
    process.once('disconnect', () => void cloud.close().finally(() => process.exit()));
    const { bucket, region } = account;
    say({
      kind: 'ready',
      address: { cos: cloud.cos.url, functions: cloud.functions.url, bucket, region },
    });
  } catch (error) {
    say({ kind: 'failed', reason: messageOf(error) });
  }
});
