import type { Connection } from '../client/Connection';
import { hostOf } from '../client/hostOf';
import { expectOption } from '../failures/expectOption';
import type { Attempt } from '../failures/Failure';
import { startTask, type Task } from '../task/Task';
import { withTimeLimit } from '../task/withTimeLimit';
import { type Check, type CheckId, checkIds } from './Check';
import { definitions } from './definitions';
import { reportOf } from './reportOf';
import { runChecks } from './runChecks';
import { TestObjects } from './TestObjects';

export interface DiagnoseOptions {
  /** Called with all checks, in their order, whenever one of them has changed. */
  onChange?(checks: readonly Check[]): void;
  /** The first one that runs. Default: the first of all. */
  readonly from?: CheckId;
  /** What an earlier run found: of the checks before `from` it stays. */
  readonly earlier?: readonly Check[];
}

/** What works, and what does not. */
export interface DiagnoseFlows {
  /**
   * Runs the checks one after the other, with a new key of the user: each by a small request of its own. What they store is
   * taken off again, also when they fail or are cancelled. Resolves with what each found; rejects, with a `Failure`, only
   * when it is cancelled. One run at a time.
   */
  diagnose(options?: DiagnoseOptions): Task<readonly Check[]>;
  /** All of it in English, to copy: versions, each check, codes and request ids. Without a key, token or signature. */
  diagnosisReport(checks: readonly Check[]): string;
}

const attempt: Attempt = { action: 'other' };

export function diagnoseFlows(connection: Connection): DiagnoseFlows {
  let tidied: Promise<void> = Promise.resolve();
  return {
    diagnose({ onChange = () => undefined, from = 'host', earlier = [] } = {}) {
      expectOption(checkIds.includes(from), 'diagnose: from', from, 'the id of a check');
      const objects = new TestObjects(connection, tidied);
      const timeout = { code: 'timeout', attempt, params: { host: hostOf(connection.config) } } as const;
      let last: Promise<unknown> = Promise.resolve();
      const check = (id: CheckId) => {
        const work = definitions[id].run({ connection, objects });
        last = work.catch(() => undefined);
        return withTimeLimit(work, connection.limits.check, timeout);
      };
      return startTask(attempt, async (cancellation) => {
        // What the cloud function is set to may have changed since the key was issued that is known.
        connection.renew();
        try {
          return await runChecks({ from, earlier, onChange, check, cancellation });
        } finally {
          // A check that nobody waits for any more may store something yet.
          tidied = last.then(() => objects.tidy());
          await cancellation.unlessCancelled(tidied);
        }
      });
    },

    diagnosisReport: (checks) => reportOf(checks, connection.config),
  };
}
