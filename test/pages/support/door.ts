import {
  markerBefore,
  mergePage,
  pageChange,
  reaches,
  trimmed,
} from '../../../miniprogram/cos/browse/mergePage';
import { Failure } from '../../../miniprogram/cos/failures/Failure';
import { failureFrom } from '../../../miniprogram/cos/failures/failureFrom';
import { kindOf } from '../../../miniprogram/cos/objects/kindOf';
import { commandsIn, isOnItsWay } from '../../../miniprogram/cos/upload/UploadState';

/** What pages see of `index.ts`, on flows of the test: the real one loads the SDK, which asks for a whole `wx`. */
export function door(flows: object): object {
  const lists = { markerBefore, mergePage, pageChange, reaches, trimmed };
  return { flows, Failure, failureFrom, commandsIn, isOnItsWay, kindOf, ...lists };
}
