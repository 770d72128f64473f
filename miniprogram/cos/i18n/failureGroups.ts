import type { Failure } from '../failures/Failure';
import { type FailureView, failureView } from './failureView';
import type { Messages } from './messages';

/** An upload, or whatever else was tried with a file. */
interface Upload {
  readonly id: string;
  readonly state: { readonly name: string; readonly failure?: Failure };
}

/** Uploads that failed for the same reason: they get one card together. */
export interface FailureGroup<U extends Upload> {
  readonly id: string;
  readonly failure: FailureView;
  readonly uploads: readonly U[];
}

/** In the order of the first of each. What has not failed is in none. */
export function failureGroups<U extends Upload>(
  uploads: readonly U[],
  texts: Messages,
  action: 'upload' | 'save' = 'upload',
): readonly FailureGroup<U>[] {
  const groups = new Map<string, { failure: FailureView; uploads: U[] }>();
  for (const upload of uploads) {
    if (upload.state.failure === undefined) continue;
    const failure = failureView(upload.state.failure, action, texts);
    const id = `${failure.code} ${failure.cause}`;
    const group = groups.get(id) ?? { failure, uploads: [] };
    group.uploads.push(upload);
    groups.set(id, group);
  }
  return Array.from(groups, ([id, { failure, uploads: members }]) => ({
    id,
    failure: forMany(failure, members.length, texts, action),
    uploads: members,
  }));
}

function forMany(
  failure: FailureView,
  count: number,
  texts: Messages,
  action: 'upload' | 'save',
): FailureView {
  if (count === 1) return failure;
  return {
    ...failure,
    heading: texts.attemptMany(count, action),
    helpLabel: failure.help === 'retry' ? texts.failureCard.retryAll(count) : failure.helpLabel,
  };
}
