import type { Action, Attempt } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import type { StoredObject } from './StoredObject';

/** An object as a listing or an upload gave it, or its whole key. */
export type ObjectOrKey = StoredObject | string;

export function keyOf(object: ObjectOrKey): string {
  return typeof object === 'string' ? object : object.key;
}

export function attemptOn(action: Action, object: ObjectOrKey, keys: KeyLayout): Attempt {
  const key = keyOf(object);
  return { action, key, name: typeof object === 'string' ? keys.read(key).name : object.name };
}
