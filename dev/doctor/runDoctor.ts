import { messageOf } from '../messageOf';
import { domainLists } from './files/domains';
import { fileChecks } from './files/fileChecks';
import { judgeConfig } from './files/judgeConfig';
import type { Setup } from './files/Setup';
import { Project } from './project/Project';
import { Unreadable } from './project/Unreadable';
import { Pointless } from './report/Pointless';
import type { Finding, Report } from './report/Report';
import { failed, type Result, skipped } from './report/Result';

export interface DoctorOptions {
  /** Of the project; absolute. */
  readonly root: string;
  /** The environment variables of the cloud function. */
  readonly variables: Setup['variables'];
  /** Gets each finding when it is there. */
  onFinding?(finding: Finding): void;
}

/** Checks a project in order. Never rejects for what is wrong with it. */
export async function runDoctor({ root, variables, onFinding }: DoctorOptions): Promise<Report> {
  const setup: Setup = { project: new Project(root), variables };
  const findings: Finding[] = [];
  const found = (check: string, result: Result): void => {
    const finding = { check, ...result };
    findings.push(finding);
    onFinding?.(finding);
  };
  for (const [check, run] of Object.entries(fileChecks)) found(check, await run(setup).catch(resultOf));
  const config = await setup.project.config().then(judgeConfig, () => undefined);
  const domains = config?.kind === 'right' ? domainLists(config.config) : undefined;
  return {
    healthy: findings.every(({ kind }) => kind !== 'failed'),
    findings,
    ...(domains && { domains }),
  };
}

/** What a check says that ended early. */
function resultOf(error: unknown): Result {
  if (error instanceof Pointless) return skipped(error.because);
  if (error instanceof Unreadable) {
    return failed({
      seen: `${error.file}: ${error.reason}`,
      means: 'It can not be read.',
      change: `Put ${error.file} right.`,
    });
  }
  return failed({
    seen: messageOf(error),
    means: 'The check itself has failed.',
    change: 'Run it again; if it stays so, this is a fault of the doctor.',
  });
}
