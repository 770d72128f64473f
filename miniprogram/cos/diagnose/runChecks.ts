import type { Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import type { Cancellation } from '../task/Task';
import { type Check, type CheckId, type CheckState, checkIds, type Note } from './Check';
import { definitions } from './definitions';

export interface Run {
  readonly from: CheckId;
  readonly earlier: readonly Check[];
  onChange(checks: readonly Check[]): void;
  /** Rejects with whatever went wrong, after some time at the latest. */
  check(id: CheckId): Promise<Note | undefined>;
  readonly cancellation: Cancellation;
}

const attempt: Attempt = { action: 'other' };
/** One for all: a check that has not changed has the same state. */
const waiting: CheckState = { name: 'waiting' };

/** One after the other, from `from` on. Rejects only when it is cancelled: then the check that ran is `waiting` again. */
export async function runChecks({
  from,
  earlier,
  onChange,
  check,
  cancellation,
}: Run): Promise<readonly Check[]> {
  const first = checkIds.indexOf(from);
  const states = new Map<CheckId, CheckState>();
  const checks = () => checkIds.map((id) => ({ id, state: states.get(id) ?? waiting }));
  const set = (id: CheckId, state: CheckState) => {
    states.set(id, state);
    onChange(checks());
  };
  for (const { id, state } of earlier) if (checkIds.indexOf(id) < first) states.set(id, state);
  for (const id of checkIds.slice(first)) {
    const because = hindrance(id, states);
    if (because !== undefined) {
      set(id, { name: 'skipped', because });
      continue;
    }
    set(id, { name: 'running' });
    const begun = Date.now();
    // A clock that was set back while it ran.
    const milliseconds = () => Math.max(0, Date.now() - begun);
    let state: CheckState;
    try {
      const note = await cancellation.unlessCancelled(check(id));
      state = { name: 'passed', milliseconds: milliseconds(), ...(note && { note }) };
    } catch (error) {
      const failure = failureFrom(error, attempt);
      if (isCancelled(cancellation)) {
        set(id, waiting);
        throw failure;
      }
      state = { name: 'failed', milliseconds: milliseconds(), failure };
    }
    set(id, state);
  }
  return checks();
}

/** Which failed check makes this one pointless. */
function hindrance(id: CheckId, states: ReadonlyMap<CheckId, CheckState>): CheckId | undefined {
  const { needs, despite = [] } = definitions[id];
  for (const needed of needs) {
    const state = states.get(needed);
    if (state?.name === 'skipped') return state.because;
    if (state?.name === 'failed' && !despite.includes(state.failure.code)) return needed;
  }
  return undefined;
}

function isCancelled({ throwIfCancelled }: Cancellation): boolean {
  try {
    throwIfCancelled();
    return false;
  } catch {
    return true;
  }
}
