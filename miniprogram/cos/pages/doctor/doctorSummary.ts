import type { Messages } from '../../i18n/messages';
import type { Check } from '../../index';

export interface DoctorSummary {
  readonly state: 'running' | 'passed' | 'failed' | 'stopped';
  readonly text: string;
}

/** One line for all of it. */
export function doctorSummary(
  checks: readonly Check[],
  isRunning: boolean,
  { doctor }: Messages,
): DoctorSummary {
  const count = (...names: Check['state']['name'][]) =>
    checks.filter(({ state }) => names.includes(state.name)).length;
  const left = count('waiting', 'running');
  const failed = count('failed');
  if (isRunning && left > 0)
    return { state: 'running', text: doctor.checking(checks.length - left, checks.length) };
  if (failed > 0) return { state: 'failed', text: doctor.failed(failed) };
  return left > 0 ? { state: 'stopped', text: doctor.stopped } : { state: 'passed', text: doctor.allWell };
}
