import { parseArgs } from 'node:util';
import { portNumber } from '../portNumber';
import { startStsServer } from './startStsServer';

const USAGE =
  'npm run sts -- --port N --secret-id ID --secret-key KEY [--host 127.0.0.1] [--app-id 1250000000]';

/** `npm run sts`: the STS server alone, until it is stopped. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'secret-id': { type: 'string' },
      'secret-key': { type: 'string' },
      'app-id': { type: 'string' },
    },
  });
  const { port, host, 'secret-id': secretId, 'secret-key': secretKey, 'app-id': appId } = values;
  if (!port || !secretId || !secretKey) {
    const missing = ['port', 'secret-id', 'secret-key'].filter(
      (name) => !values[name as keyof typeof values],
    );
    throw new Error(`${missing.map((name) => `--${name}`).join(', ')} missing.`);
  }
  const server = await startStsServer({
    port: portNumber('port', port),
    secretId,
    secretKey,
    ...(host && { host }),
    ...(appId && { appId }),
  });
  console.log(`STS: ${server.url}`);
  const stop = async (): Promise<void> => {
    await server.close();
    process.exit();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'EADDRINUSE' ? 'The port is in use. Give another, or 0 for any free one.' : message;
  console.error(`STS server: ${reason}\nUsage: ${USAGE}`);
  process.exit(1);
});
