import type { UploadState } from '../../index';

/** It is prepared, and others go first: to a person it waits as those do that nobody has looked at. */
export function waitsForLane(state: UploadState): boolean {
  return state.name === 'uploading' && !state.isSending;
}
