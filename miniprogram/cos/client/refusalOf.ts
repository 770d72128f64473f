import { actions } from '../actions';
import type { Refusal } from '../failures/Refusal';
import type { Credential } from './Credential';

/** What a request wanted of COS. */
export interface Asked {
  readonly operation: keyof typeof actions;
  /** Of a list: its prefix. */
  readonly key: string;
  /** Of the request's body; absent: not known. */
  readonly bytes?: number | undefined;
  readonly contentType?: string | undefined;
}

/** Why a request with this key was denied, as far as the key says what it allows. Undefined: nothing can be claimed. */
export function refusalOf(asked: Asked, { prefix, allows }: Credential): Refusal | undefined {
  const { operation, key, bytes, contentType } = asked;
  const action = actions[operation];
  const limits = allows?.[action];
  if (allows && !limits) return { kind: 'action', action };
  if (!key.startsWith(prefix)) return { kind: 'prefix', key, prefix };
  if (!limits) return undefined;
  const { maxBytes, contentTypes } = limits;
  if (maxBytes !== undefined) {
    if (bytes === undefined) return undefined;
    if (bytes > maxBytes) return { kind: 'size', action, bytes, maxBytes };
  }
  if (contentTypes) {
    if (contentType === undefined) return undefined;
    if (!contentTypes.includes(contentType)) return { kind: 'type', contentType };
  }
  return { kind: 'elsewhere', action };
}
