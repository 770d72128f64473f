import type { FailureCode } from '../../../miniprogram/cos/failures/FailureCode';
import type { Provocation } from '../support/Provocation';
import { app } from './app';
import { cos } from './cos';
import { file } from './file';
import { network } from './network';
import { phone } from './phone';

/** Each code of a failure, and how it is made to happen. */
export const provocations: Readonly<Record<FailureCode, Provocation>> = {
  ...app,
  ...cos,
  ...network,
  ...file,
  ...phone,
};
