import { type FailureGroup, failureGroups, type ManyAction } from '../i18n/failureGroups';
import type { FailureView } from '../i18n/failureView';
import type { ScreenMessages } from '../i18n/screenMessages';
import type { Failure, StoredObject } from '../index';

/** A file of many with which it did not work. */
export interface FailedFile {
  readonly object: StoredObject;
  readonly failure: Failure;
}

/** One card for all files that failed for the same reason; plain data, so that it can go through setData. */
export interface FailureCard {
  readonly id: string;
  readonly failure: FailureView;
}

type Failed = FailedFile & {
  readonly id: string;
  readonly state: { readonly name: string; failure: Failure };
};

export function failedGroups(
  failed: readonly FailedFile[],
  action: ManyAction,
  texts: ScreenMessages,
): readonly FailureGroup<Failed>[] {
  const files = failed.map((one) => ({
    ...one,
    id: one.object.key,
    state: { name: 'failed', failure: one.failure },
  }));
  return failureGroups(files, texts, action);
}

export function failureCards(
  failed: readonly FailedFile[],
  action: ManyAction,
  texts: ScreenMessages,
): readonly FailureCard[] {
  return failedGroups(failed, action, texts).map(({ id, failure }) => ({ id, failure }));
}
