import { startCosServer } from '../startCosServer';
import { benchAccount } from './benchAccount';
import type { ServerMessage } from './ServerProcess';
import { startPlainServer } from './startPlainServer';

async function main(): Promise<void> {
  const [kind, dataDir = ''] = process.argv.slice(2);
  const server =
    kind === 'cos'
      ? await startCosServer({ port: 0, dataDir, ...benchAccount })
      : await startPlainServer(dataDir);
  process.on('message', () => {
    // Kilobytes, on all systems.
    tell({ name: 'memory', peakBytes: process.resourceUsage().maxRSS * 1024 });
  });
  process.once('disconnect', () => void server.close());
  tell({ name: 'ready', port: server.port });
}

function tell(message: ServerMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
