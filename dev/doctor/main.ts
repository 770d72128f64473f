import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readOptions } from '../commandLine';
import { messageOf } from '../messageOf';
import { formatFinding } from './report/formatFinding';
import { runDoctor } from './runDoctor';

const usage = `npm run doctor -- [--json] [--env FILE]

  --json  print the report as JSON
  --env   a file with the environment variables of the cloud function, NAME=value by line; default: this environment`;

/** `npm run doctor`: what is wrong with the project, before anything is deployed. Status 1 when something has failed. */
async function main(): Promise<void> {
  const { json, env } = readOptions({ json: 'flag', env: 'optional' });
  const report = await runDoctor({
    root: join(__dirname, '../..'),
    variables: env === undefined ? process.env : variablesIn(env),
    ...(!json && { onFinding: (finding) => console.log(formatFinding(finding)) }),
  });
  if (json) console.log(JSON.stringify(report, null, 2));
  if (!report.healthy) process.exitCode = 1;
}

function variablesIn(file: string): Record<string, string | undefined> {
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')) };
  } catch (error) {
    throw new Error(`--env ${file} can't be read: ${messageOf(error)}`);
  }
}

main().catch((error: unknown) => {
  console.error(`${messageOf(error)}\n\nUsage: ${usage}`);
  process.exitCode = 1;
});
