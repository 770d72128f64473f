import { Failure } from '../../../miniprogram/cos/failures/Failure';
import { commandsIn, isOnItsWay } from '../../../miniprogram/cos/upload/UploadState';

/** What pages see of `index.ts`, on flows of the test: the real one loads the SDK, which asks for a whole `wx`. */
export function door(flows: object): object {
  return { flows, Failure, commandsIn, isOnItsWay };
}
