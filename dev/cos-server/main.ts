import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { portNumber } from '../portNumber';
import { formatEntry } from './log/formatEntry';
import { type CosServerOptions, startCosServer } from './startCosServer';

const usage = `npm run cos -- --port N --data DIR --bucket NAME-APPID --region REGION --secret-id ID --secret-key KEY

  --port          where to listen on 127.0.0.1; 0 picks a free port
  --data          the folder for the files; made when it is not there
  --bucket        the one bucket, with its APPID: examplebucket-1250000000
  --region        its region: ap-guangzhou
  --secret-id     the permanent credential of the account
  --secret-key
  --policy        a file with what the permanent credential may do, as a CAM policy in JSON; default everything
  --since-2024    answer as for a bucket made since 2024-01-01: no path-style, downloads as attachments
  --faults-port  where programs on this machine set the faults of the server; 0 picks a free port
  --log           print each request, and for a refused one why`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      bucket: { type: 'string' },
      region: { type: 'string' },
      'secret-id': { type: 'string' },
      'secret-key': { type: 'string' },
      policy: { type: 'string' },
      'since-2024': { type: 'boolean', default: false },
      'faults-port': { type: 'string' },
      log: { type: 'boolean', default: false },
    },
  });
  const needed = (name: 'port' | 'data' | 'bucket' | 'region' | 'secret-id' | 'secret-key'): string => {
    const value = values[name];
    if (!value) throw new Error(`The option --${name} is missing.`);
    return value;
  };
  const faultsPort = values['faults-port'];
  const options: CosServerOptions = {
    port: portNumber('port', needed('port')),
    dataDir: resolve(needed('data')),
    bucket: needed('bucket'),
    region: needed('region'),
    secretId: needed('secret-id'),
    secretKey: needed('secret-key'),
    createdSince2024: values['since-2024'],
    ...(faultsPort !== undefined && { faultsPort: portNumber('faults-port', faultsPort) }),
  };
  if (values.policy !== undefined) options.ownerPolicy = readPolicy(values.policy);
  // What is stored is its owner's alone.
  process.umask(0o077);
  const server = await startCosServer(options);
  const ready = [`COS is ready at ${server.url} (bucket ${options.bucket}, files in ${options.dataDir})`];
  if (server.faultsUrl) ready.push(`Its faults are set at ${server.faultsUrl}`);
  console.log(ready.join('\n'));
  if (values.log) server.onRequest((entry) => console.log(formatEntry(entry)));
  const stop = (): void => {
    void server.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function readPolicy(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The policy in ${file} can't be read: ${error instanceof Error ? error.message : error}`);
  }
}

main().catch((error: unknown) => {
  console.error(
    `The COS server could not start. ${error instanceof Error ? error.message : String(error)}\n\n${usage}`,
  );
  process.exitCode = 1;
});
