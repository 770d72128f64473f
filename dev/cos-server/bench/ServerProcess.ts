import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** COS, or what a person would write instead: a server that puts what comes into files and checks nothing. */
export type ServerKind = 'cos' | 'plain';

/** A server in a process of its own, so that its memory is its own. */
export interface ServerProcess {
  port: number;
  /** The most memory that the process had resident so far, bytes. */
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** What the process says to its parent. */
export type ServerMessage = { name: 'ready'; port: number } | { name: 'memory'; peakBytes: number };

export async function startServerProcess(kind: ServerKind, dataDir: string): Promise<ServerProcess> {
  const child = fork(join(__dirname, 'serve.ts'), [kind, dataDir], { execArgv: ['--import', 'tsx'] });
  const message = async <Name extends ServerMessage['name']>(
    name: Name,
  ): Promise<Extract<ServerMessage, { name: Name }>> => {
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as [ServerMessage];
    if (answer.name !== name) throw new Error(`The ${kind} server said ${answer.name} instead of ${name}.`);
    return answer as Extract<ServerMessage, { name: Name }>;
  };
  const exited = once(child, 'exit');
  const ended = exited.then(([code]): never => {
    throw new Error(`The ${kind} server ended with ${code}.`);
  });
  // It ends at last, when nobody waits for a message any more.
  ended.catch(() => undefined);
  const { port } = await message('ready');
  return {
    port,
    peakMemory: async () => {
      child.send('memory');
      return (await message('memory')).peakBytes;
    },
    stop: async () => {
      child.disconnect();
      await exited;
    },
  };
}
