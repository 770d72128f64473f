import type { StoredObject } from '../../miniprogram/cos/index';
import { Slides } from '../../miniprogram/cos/pages/object/look/Slides';

const objectAt = (index: number): StoredObject => ({
  key: `users/o/${String(index).padStart(5, '0')}`,
  name: `${index}`,
  size: 1,
  modified: 0,
  etag: 'e',
  kind: 'image',
  extension: 'jpg',
});
const among = (objects: StoredObject[], at: number): Slides =>
  new Slides(objects[at] as StoredObject, {
    objects: () => objects,
    more: () => Promise.resolve(),
    replace: () => undefined,
  });
const of = (length: number) => Array.from({ length }, (_, index) => objectAt(index));
/** What is before it, it, and what is after it. */
const around = (slides: Slides) => [2, 0, 1].map((by) => slides.all[(slides.current + by) % 3]?.name);
const swipe = (slides: Slides, by: 1 | -1) => slides.moveTo((slides.current + by + 3) % 3);

test('through two thousand and back, each swipe changes one slot, which is out of sight', () => {
  const slides = among(of(2_000), 0);
  for (let index = 1; index < 2_000; index += 1) {
    const before = slides.all;
    const copy = [...before];
    expect(swipe(slides, 1)).toBe(true);
    if (index % 500 !== 250) continue;
    expect(around(slides)).toEqual([`${index - 1}`, `${index}`, `${index + 1}`]);
    const changed = slides.all.flatMap((object, slot) => (object === copy[slot] ? [] : [slot]));
    expect(changed).toEqual([(slides.current + 1) % 3]);
  }
  expect(swipe(slides, 1)).toBe(false);
  expect(around(slides)).toEqual(['1998', '1999', undefined]);
  for (let index = 1998; index >= 0; index -= 1) swipe(slides, -1);
  expect(around(slides)).toEqual([undefined, '0', '1']);
});

test('one alone has no others to be swiped to, nor has one that no list has', () => {
  expect(among(of(1), 0).all).toHaveLength(1);
  expect(new Slides(objectAt(0), undefined).all).toHaveLength(1);
});

test('two: the second is after the first, and beyond both is nothing', () => {
  const slides = among(of(2), 0);
  expect(swipe(slides, -1)).toBe(false);
  expect(swipe(slides, 1)).toBe(true);
  expect(swipe(slides, 1)).toBe(false);
  expect(around(slides)).toEqual(['0', '1', undefined]);
});

test('the list changes below it: what is beside it now, wherever it is', () => {
  const objects = of(10);
  const slides = among(objects, 5);
  objects.splice(0, 3);
  slides.fit();
  expect(around(slides)).toEqual(['4', '5', '6']);
  // Itself is deleted elsewhere: it stays until it is left, between those that are left.
  objects.splice(2, 1);
  slides.fit();
  expect(around(slides)).toEqual(['4', '5', '6']);
  swipe(slides, 1);
  expect(around(slides)).toEqual(['4', '6', '7']);
  objects.length = 0;
  slides.fit();
  expect(around(slides)).toEqual([undefined, '6', undefined]);
  expect(slides.isNearEnd).toBe(true);
});

test('a file that got another name is where it was, also when it is not the one that is shown any more', () => {
  const objects = of(3);
  const slides = among(objects, 0);
  swipe(slides, 1);
  const renamed = { ...objectAt(0), key: 'users/o/00000-new', name: 'new' };
  objects[0] = renamed;
  slides.replace(objectAt(0), renamed);
  expect(around(slides)).toEqual(['new', '1', '2']);
});
