import { portNumber, readOptions, runServer } from '../commandLine';
import { startStsServer } from './startStsServer';

const usage =
  'npm run sts -- --port N --secret-id ID --secret-key KEY [--host 127.0.0.1] [--app-id 1250000000]';

/** `npm run sts`: the STS server alone. */
runServer(usage, async () => {
  const options = readOptions({
    port: 'needed',
    'secret-id': 'needed',
    'secret-key': 'needed',
    host: 'optional',
    'app-id': 'optional',
  });
  const { host, 'app-id': appId } = options;
  const server = await startStsServer({
    port: portNumber('port', options.port),
    secretId: options['secret-id'],
    secretKey: options['secret-key'],
    ...(host && { host }),
    ...(appId && { appId }),
  });
  return { ready: `STS: ${server.url}`, close: server.close };
});
