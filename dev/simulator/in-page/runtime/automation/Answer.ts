import type { AutomatorParams } from '../../../messages/PageSide';

export type Params = AutomatorParams;

/** Answers a method of the protocol; may answer later. What it throws reaches the script. */
export type Answer = (params: Params) => unknown;
