import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Misuse, origin, readOptions, runCommand } from '../commandLine';
import { decodeText } from '../decodeText';
import { resolveTo } from '../http/resolveTo';
import { messageOf } from '../messageOf';
import { formatFinding } from './report/formatFinding';
import type { Finding, Report } from './report/Report';
import { runDoctor } from './runDoctor';

const usage = `npm run doctor -- [--json] [--env FILE] [--endpoint URL] [--resolve ADDRESS]

  --json      print the report as JSON
  --env       a file with the environment variables of the cloud function, NAME=value by line; default: this environment
  --endpoint  a server that stands for https://cos.<region>.myqcloud.com; buckets are names before its host
  --resolve   the address that every host name leads to, as 127.0.0.1

With SECRET_ID, SECRET_KEY, BUCKET and REGION among the variables, STS and the bucket itself are asked. STS_ENDPOINT names
another STS. A certificate of your own: NODE_EXTRA_CA_CERTS.`;

/** `npm run doctor`: what is wrong with the project, before anything is deployed. Status 1 when something has failed. */
runCommand(usage, async () => {
  const options = readOptions({
    json: 'flag',
    env: 'optional',
    endpoint: 'optional',
    resolve: 'optional',
  });
  const { json, env, endpoint, resolve } = options;
  if (resolve !== undefined) resolveTo(resolve);
  let stopped = false;
  // The next one ends it at once.
  process.once('SIGINT', () => {
    stopped = true;
  });
  const report = await runDoctor({
    root: join(__dirname, '../..'),
    variables: env === undefined ? process.env : variablesIn(env),
    stopped: () => stopped,
    ...(endpoint !== undefined && { endpoint: origin('endpoint', endpoint) }),
    ...(!json && { onFinding: (finding) => console.log(formatFinding(finding)) }),
  });
  console.log(json ? JSON.stringify(report, null, 2) : `\n${summary(report)}`);
  if (stopped) process.exitCode = 130;
  else if (!report.healthy) process.exitCode = 1;
});

function summary({ findings }: Report): string {
  const count = (wanted: Finding['kind']): number => findings.filter(({ kind }) => kind === wanted).length;
  return `${count('failed')} failed, ${count('warning')} to know of, ${count('skipped')} not checked, ${count('passed')} passed.`;
}

function variablesIn(file: string): Record<string, string | undefined> {
  try {
    return { ...parseEnv(decodeText(readFileSync(file))) };
  } catch (error) {
    throw new Misuse(`--env ${file} can't be read: ${messageOf(error)}`);
  }
}
