import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CloudAddress, CloudMessage, CloudReport, CloudTask } from './CloudMessages';

export interface Cloud {
  readonly address: CloudAddress;
  /** What it has done since the last time. */
  report(): Promise<CloudReport>;
  close(): Promise<void>;
}

/** Starts the local cloud in a process of its own. Rejects with its reason when it can't start. */
export async function startCloud(task: CloudTask): Promise<Cloud> {
  const child = fork(join(__dirname, 'cloud-main.ts'));
  const ended = once(child, 'exit');
  const ready = await ask(child, task);
  if (ready.kind !== 'ready') throw new Error(`The local cloud answered ${ready.kind} at its start.`);
  return {
    address: ready.address,
    async report() {
      const answer = await ask(child, {});
      if (answer.kind !== 'report')
        throw new Error(`The local cloud answered ${answer.kind} for its report.`);
      return answer.report;
    },
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function ask(child: ChildProcess, question: object): Promise<CloudMessage> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new Error('The process of the local cloud has ended.'));
    child.once('exit', end);
    child.once('message', (message: CloudMessage) => {
      child.off('exit', end);
      if (message.kind === 'failed') reject(new Error(message.reason));
      else resolve(message);
    });
    child.send(question);
  });
}
