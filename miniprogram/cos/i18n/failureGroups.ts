import type { Failure } from '../failures/Failure';
import { type FailureView, failureView } from './failureView';
import type { Messages } from './messages';
import { textOf } from './textOf';

/** An upload, or whatever else was tried with a file. */
interface Upload {
  readonly id: string;
  readonly state: { readonly name: string; readonly failure?: Failure };
}

/** What is tried with many files at once. */
export type ManyAction = 'upload' | 'save' | 'send' | 'delete';

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
  action: ManyAction = 'upload',
): readonly FailureGroup<U>[] {
  const groups = new Map<string, { failure: Failure; uploads: U[] }>();
  for (const upload of uploads) {
    const { name, failure } = upload.state;
    if (name !== 'failed' || failure === undefined) continue;
    // Each file has its own; the reason is the same.
    const { key: _key, bytes: _bytes, ...params } = failure.params;
    const cause = `${failure.code} ${textOf({ code: failure.code, params }, texts).cause}`;
    const group = groups.get(cause) ?? { failure, uploads: [] };
    group.uploads.push(upload);
    groups.set(cause, group);
  }
  // A card for each cause, not for each upload: of hundreds it would be felt.
  return Array.from(groups.values(), ({ failure, uploads: members }) => {
    const view = failureView(failure, action, texts);
    return {
      id: `${view.code} ${view.cause}`,
      failure: forMany(view, members.length, texts, action),
      uploads: members,
    };
  });
}

function forMany(failure: FailureView, count: number, texts: Messages, action: ManyAction): FailureView {
  if (count === 1) return failure;
  return {
    ...failure,
    heading: texts.attemptMany(count, action),
    helpLabel: failure.help === 'retry' ? texts.failureCard.retryAll(count) : failure.helpLabel,
  };
}
