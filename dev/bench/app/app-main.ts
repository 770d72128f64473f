import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../messageOf';
import { createWx } from '../../simulator/in-page/wx/createWx';
import { pagelessEnvironment } from '../../simulator/in-page/wx/pagelessEnvironment';
import type { AppMessage, AppTask } from './AppMessages';
import { connectPhone } from './connectPhone';
import { KeyTime } from './KeyTime';
import { LiveBytes } from './LiveBytes';
import { nobody } from './nobody';
import type { Wx } from './ways/Wx';
import { ways } from './ways/ways';

/** A Mini Program in a thread of its own, which has nothing in memory but its script: loads one way and uploads by it. */
async function main(): Promise<void> {
  const task: AppTask = workerData;
  const keyTime = new KeyTime(task.cloud.functions);
  const wx = keyTime.watch(createWx(pagelessEnvironment(connectPhone(task), nobody)) as Wx);
  // WeChat's module wrapper declares window, and the SDK's bundle mentions it.
  Object.assign(globalThis, { wx, window: {}, benchConfig: configOf(task) });
  const upload = ways[task.way].way(task, wx);
  say({ kind: 'ready' });
  await new Promise((resolve) => parentPort?.once('message', resolve));
  const live = await LiveBytes.begin(collectGarbage());
  const began = performance.now();
  const told = await upload(task.files);
  const seconds = (performance.now() - began) / 1000;
  say({
    kind: 'done',
    report: { ...told, seconds, keySeconds: keyTime.seconds, peakBytes: await live.stop() },
  });
}

/** What miniprogram/cos/config.ts would say. */
function configOf({ cloud }: AppTask): object {
  return {
    bucket: cloud.bucket,
    region: cloud.region,
    addressing: 'path-style',
    endpoint: cloud.cos,
    credentials: { url: `${cloud.functions}/cos-credentials` },
  };
}

function say(message: AppMessage): void {
  parentPort?.postMessage(message);
}

function collectGarbage(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

main().catch((error: unknown) => say({ kind: 'failed', reason: messageOf(error) }));
