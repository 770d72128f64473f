import { expectOption } from '../failures/expectOption';
import type { Action, Attempt } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import type { StoredObject } from './StoredObject';

/** An object as a listing or an upload gave it, or its whole key. */
export type ObjectOrKey = StoredObject | string;

export function keyOf(object: ObjectOrKey): string {
  return typeof object === 'string' ? object : object.key;
}

/** Throws a RangeError when it is none. */
export function expectObject(object: StoredObject, flow: string): void {
  expectOption(isObject(object), `${flow}: object`, object, 'an object as a listing gives it');
}

/** Throws a RangeError when one of them is none. */
export function expectObjects(objects: readonly StoredObject[], flow: string): void {
  const areObjects = Array.isArray(objects) && objects.every(isObject);
  expectOption(areObjects, `${flow}: objects`, objects, 'a list of objects');
}

/** Throws a RangeError when it is neither. */
export function attemptOn(action: Action, object: ObjectOrKey, keys: KeyLayout): Attempt {
  const key = typeof object === 'string' ? object : object?.key;
  const isKey = typeof key === 'string' && key !== '';
  expectOption(isKey, `${action}: object`, object, 'an object, or its whole key');
  return { action, key, name: typeof object === 'string' ? keys.read(key).name : object.name };
}

const isObject = (object: StoredObject | undefined) => typeof object?.key === 'string' && object.key !== '';
