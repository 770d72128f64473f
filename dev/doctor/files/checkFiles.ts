import { messageOf } from '../../messageOf';
import { Unreadable } from '../project/Unreadable';
import { Pointless } from '../report/Pointless';
import { failed, type Result, skipped } from '../report/Result';
import { fileChecks } from './fileChecks';
import type { Setup } from './Setup';

/** Looks at the project, and asks nobody. Never rejects for what is wrong with it. */
export async function checkFiles(
  setup: Setup,
  found: (check: string, result: Result) => void,
): Promise<void> {
  for (const [check, run] of Object.entries(fileChecks)) found(check, await run(setup).catch(resultOf));
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
