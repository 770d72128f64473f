import { join } from 'node:path';
import { inspect } from 'node:util';
import type { CallMessage, InstanceMessage } from './messages';

/**
 * Runs in a process of its own, given the folder of a built function: loads it once, then serves one call after the
 * other, as an instance in WeChat's cloud does.
 */
const folder = process.argv[1] ?? '';

const say = (message: InstanceMessage): void => {
  process.send?.(message);
};

// The runner is gone, even if it was killed.
process.on('disconnect', () => process.exit());

try {
  const loaded: unknown = require(join(folder, 'index.js'));
  const main = (loaded as { main?: unknown }).main;
  if (typeof main !== 'function') throw new Error('index.js does not export a function "main"');
  process.on('message', async ({ event, identity, context }: CallMessage) => {
    Object.assign(process.env, identity);
    try {
      const json = JSON.stringify(await main(event, context));
      say(json === undefined ? { kind: 'returned' } : { kind: 'returned', json });
    } catch (error) {
      say({ kind: 'threw', reason: describe(error) });
    }
  });
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'threw', reason: describe(error) });
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? String(error)) : inspect(error);
  // Where WeChat's cloud has the function.
  return text.replaceAll(folder, '/var/user');
}
