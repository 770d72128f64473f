import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { portNumber, readOptions, runServer } from '../commandLine';
import { messageOf } from '../messageOf';
import { formatEntry } from './log/formatEntry';
import { startCosServer } from './startCosServer';

const usage = `npm run cos -- --port N --data DIR --bucket NAME-APPID --region REGION --secret-id ID --secret-key KEY

  --port          where to listen on 127.0.0.1; 0 picks a free port
  --data          the folder for the files; made when it is not there
  --bucket        the one bucket, with its APPID: examplebucket-1250000000
  --region        its region: ap-guangzhou
  --secret-id     the permanent credential of the account
  --secret-key
  --policy        a file with what the permanent credential may do, as a CAM policy in JSON; default everything
  --since-2024    answer as for a bucket made since 2024-01-01: no path-style, downloads as attachments
  --faults-port   where programs on this machine set the faults of the server; 0 picks a free port
  --log           print each request, and for a refused one why`;

/** `npm run cos`: the COS server alone. */
runServer(usage, async () => {
  const options = readOptions({
    port: 'needed',
    data: 'needed',
    bucket: 'needed',
    region: 'needed',
    'secret-id': 'needed',
    'secret-key': 'needed',
    policy: 'optional',
    'since-2024': 'flag',
    'faults-port': 'optional',
    log: 'flag',
  });
  const { bucket, region, policy, 'faults-port': faultsPort } = options;
  const dataDir = resolve(options.data);
  // What is stored is its owner's alone.
  process.umask(0o077);
  const server = await startCosServer({
    port: portNumber('port', options.port),
    dataDir,
    bucket,
    region,
    secretId: options['secret-id'],
    secretKey: options['secret-key'],
    createdSince2024: options['since-2024'],
    ...(policy !== undefined && { ownerPolicy: readPolicy(policy) }),
    ...(faultsPort !== undefined && { faultsPort: portNumber('faults-port', faultsPort) }),
  });
  if (options.log) server.onRequest((entry) => console.log(formatEntry(entry)));
  const ready = `COS is ready at ${server.url} (bucket ${bucket}, files in ${dataDir})`;
  const faults = server.faultsUrl ? `\nIts faults are set at ${server.faultsUrl}` : '';
  return { ready: ready + faults, close: server.close };
});

function readPolicy(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The policy in ${file} can't be read: ${messageOf(error)}`);
  }
}
