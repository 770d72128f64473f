import { join } from 'node:path';
import { bugs } from './bugs';
import type { Case } from './Case';
import type { ContractHost } from './ContractClient';
import { ContractServer } from './ContractServer';
import { casesFor } from './cases';
import { browserHosts } from './clients/browserHosts';
import { miniProgramHosts } from './clients/miniProgramHosts';
import { nodeHosts } from './clients/nodeHosts';
import { loadMutated, type Mutation } from './loadMutated';

/** The first case that failed, by client; undefined where all held. */
type Finding = Map<string, string | undefined>;

async function examine(mutation: Mutation, hosts: readonly ContractHost[]): Promise<Finding> {
  const source = join(__dirname, '../../../dev/cos-server');
  const server = await ContractServer.open(await loadMutated(source, mutation));
  const finding: Finding = new Map();
  try {
    for (const host of hosts) finding.set(host.name, await firstFailure(server, host));
  } finally {
    await server.close();
  }
  return finding;
}

async function firstFailure(server: ContractServer, host: ContractHost): Promise<string | undefined> {
  for (const each of casesFor(host)) if (!(await holds(server, host, each))) return each.name;
  return undefined;
}

/** A case that waits for ever has failed too, ms. */
const PATIENCE_MS = 15_000;

async function holds(server: ContractServer, host: ContractHost, each: Case): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const run = server.run(host, each).then(
    () => true,
    () => false,
  );
  const held = await Promise.race([run, late]);
  clearTimeout(timer);
  return held;
}

/**
 * Whether the contract suite can fail: it runs against servers with one bug each, and each has to be found.
 *
 *     npx tsx test/cos-server/contract/mutations.ts [regular expression for names]
 */
async function main([pattern = '']: readonly string[]): Promise<void> {
  const hosts = [...nodeHosts(), ...browserHosts(), ...miniProgramHosts()].filter(({ main }) => main);
  // The SDKs have much to say about clocks.
  for (const method of ['log', 'warn', 'error'] as const) console[method] = () => undefined;

  const sound = await examine({ name: 'no bug', file: 'startCosServer.ts', from: '', to: '' }, hosts);
  report('no bug', sound);
  let unnoticed = 0;
  for (const mutation of bugs.filter(({ name }) => new RegExp(pattern).test(name))) {
    const finding = await examine(mutation, hosts);
    report(mutation.name, finding);
    if ([...finding.values()].every((failed) => failed === undefined)) unnoticed += 1;
  }
  await Promise.all(hosts.map((host) => host.close()));
  const holdsWithoutBug = [...sound.values()].every((failed) => failed === undefined);
  process.stdout.write(`${unnoticed} bugs were not found.\n`);
  // Timers of the SDKs would keep the process.
  process.exit(unnoticed === 0 && holdsWithoutBug ? 0 : 1);
}

function report(name: string, finding: Finding): void {
  const clients = [...finding.values()].filter((failed) => failed !== undefined);
  const found = [...new Set(clients)].join(' | ') || 'all cases hold';
  process.stdout.write(`${name}: found by ${clients.length} of ${finding.size} clients: ${found}\n`);
}

void main(process.argv.slice(2));
