import type { ScreenMessages } from '../../i18n/screenMessages';
import type { Check } from '../../index';

export interface DoctorSummary {
  readonly state: 'running' | 'passed' | 'failed' | 'stopped';
  readonly text: string;
  /** What failed, '' when nothing did. */
  readonly failed: string;
}

/** One line for all of it. */
export function doctorSummary(
  checks: readonly Check[],
  isRunning: boolean,
  { doctor }: ScreenMessages,
): DoctorSummary {
  const count = (...names: Check['state']['name'][]) =>
    checks.filter(({ state }) => names.includes(state.name)).length;
  const left = count('waiting', 'running');
  const titles = checks.flatMap(({ id, state }) => (state.name === 'failed' ? [doctor.checks[id]] : []));
  const failed = titles.join(doctor.comma);
  if (isRunning && left > 0)
    return { state: 'running', text: doctor.checking(checks.length - left, checks.length), failed };
  if (titles.length > 0) return { state: 'failed', text: doctor.failed(titles.length), failed };
  return left > 0
    ? { state: 'stopped', text: doctor.stopped, failed }
    : { state: 'passed', text: doctor.allWell, failed };
}
