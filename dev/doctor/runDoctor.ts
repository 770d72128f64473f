import { type CloudOptions, checkCloud } from './cloud/checkCloud';
import { checkFiles } from './files/checkFiles';
import { domainLists } from './files/domains';
import { variablesCheck } from './files/fileChecks';
import { judgeConfig } from './files/judgeConfig';
import type { Setup } from './files/Setup';
import { Project } from './project/Project';
import type { Finding, Report } from './report/Report';
import { type Result, skipped } from './report/Result';

export interface DoctorOptions extends CloudOptions {
  /** Of the project; absolute. */
  readonly root: string;
  /** The environment variables of the cloud function. */
  readonly variables: Setup['variables'];
  /** Gets each finding when it is there. */
  onFinding?(finding: Finding): void;
}

/** Checks a project in order. Never rejects for what is wrong with it. */
export async function runDoctor(options: DoctorOptions): Promise<Report> {
  const { root, variables, onFinding } = options;
  const setup: Setup = { project: new Project(root), variables };
  const findings: Finding[] = [];
  const found = (check: string, result: Result): void => {
    const finding = { check, ...result };
    findings.push(finding);
    onFinding?.(finding);
  };
  await checkFiles(setup, found);
  const given = findings.find(({ check }) => check === variablesCheck);
  if (given?.kind === 'passed') await checkCloud(setup, options, found);
  else if (given?.kind === 'skipped') found('bucket', skipped('no key was given'));
  else found('bucket', skipped(`first the ${variablesCheck} must be right`));
  const config = await setup.project.config().then(judgeConfig, () => undefined);
  const domains = config?.kind === 'right' ? domainLists(config.config) : undefined;
  return {
    healthy: findings.every(({ kind }) => kind !== 'failed'),
    findings,
    ...(domains && { domains }),
  };
}
