import { foldText } from '../../../format/foldText';
import type { StoredObject } from '../../../index';
import type { ListView } from '../ShownFiles';
import { matcher, type Said } from './matcher';
import { isEverything, type Kinds, type Wanted } from './Wanted';

/** What is wanted of what `all` shows. In another order than that of time there are no days. */
export function viewOf(wanted: Wanted, all: ListView, said: Said): ListView {
  if (isEverything(wanted)) return all;
  const { kinds, order, query } = wanted;
  const matches = matcher(query, said);
  const keeps = (object: StoredObject) => all.keeps(object) && isOf(kinds, object) && matches(object);
  return order === 'newest' ? { ...all, keeps } : { keeps, compare: comparisons[order], groupOf: ungrouped };
}

function isOf(kinds: Kinds, { kind }: StoredObject): boolean {
  return kinds === 'all' || kind === kinds || (kinds === 'file' && kind !== 'image' && kind !== 'video');
}

const ungrouped = () => '';

/** What is equal stays in the order of before: the newest first. */
const comparisons = {
  name: (one: StoredObject, other: StoredObject) => {
    const name = nameKey(one);
    const otherName = nameKey(other);
    return name < otherName ? -1 : name > otherName ? 1 : 0;
  },
  size: (one: StoredObject, other: StoredObject) => other.size - one.size,
};

const nameKeys = new WeakMap<StoredObject, string>();

/** `IMG_2` comes before `IMG_10`. By characters: not every WeChat knows the order of words in a language. */
function nameKey(object: StoredObject): string {
  const before = nameKeys.get(object);
  if (before !== undefined) return before;
  const key = foldText(object.name).replace(/\d+/g, (digits) => digits.padStart(20, '0'));
  nameKeys.set(object, key);
  return key;
}
