import type { UploadItem } from '../../index';

/** Bytes. Of what is begun it was looked at. */
export function sizeOf({ file, state }: UploadItem): number {
  return 'progress' in state ? state.progress.total : file.size;
}

/** Bytes that need not be sent any more. */
export function loadedOf({ file, state }: UploadItem): number {
  if ('progress' in state) return state.progress.loaded;
  return state.name === 'done' ? file.size : 0;
}
