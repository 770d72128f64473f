import { isOnItsWay, type UploadItem } from '../index';

/** It will be stored, or would be if a person let it. */
export function isLeft({ state }: UploadItem): boolean {
  return isOnItsWay(state) || state.name === 'paused';
}
