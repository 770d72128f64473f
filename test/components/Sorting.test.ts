import { Sorting } from '../../miniprogram/cos/components/cos-uploader/Sorting';

/** Two rows of three, 100 px wide and 10 apart. */
const boxes = [0, 1, 2, 3, 4].map((at) => ({
  left: (at % 3) * 110,
  top: Math.floor(at / 3) * 110,
  width: 100,
  height: 100,
}));
const start = { x: 30, y: 30 };
const to = (across: number, down: number) => ({ x: start.x + across, y: start.y + down });
const moves = (sorting: Sorting) =>
  sorting.shifts().map((style) => /translate\((.*)px, (.*)px\)/.exec(style)?.slice(1, 3).map(Number) ?? 0);

test('it goes where its own middle is nearest, and the others make room', () => {
  const sorting = new Sorting(boxes, 0, start);
  expect(moves(sorting)).toEqual([0, 0, 0, 0, 0]);
  sorting.move(to(54, 0));
  expect(sorting.to).toBe(0);
  sorting.move(to(56, 0));
  expect([sorting.to, moves(sorting)]).toEqual([1, [0, [-110, 0], 0, 0, 0]]);
  sorting.move(to(0, 100));
  expect([sorting.to, moves(sorting)]).toEqual([3, [0, [-110, 0], [-110, 0], [220, -110], 0]]);
  sorting.move(to(0, 0));
  expect([sorting.to, moves(sorting)]).toEqual([0, [0, 0, 0, 0, 0]]);
});

test('from the end to the start', () => {
  const sorting = new Sorting(boxes, 4, start);
  sorting.move(to(-110, -110));
  expect([sorting.to, moves(sorting)]).toEqual([0, [[110, 0], [110, 0], [-220, 110], [110, 0], 0]]);
});

test('below all others it goes to the end', () => {
  const sorting = new Sorting(boxes, 1, start);
  sorting.move(to(0, 5000));
  expect(sorting.to).toBe(4);
});

test('a finger that trembles moves nothing', () => {
  const sorting = new Sorting(boxes, 0, start);
  sorting.move(to(7, 7));
  expect(sorting.hasMoved).toBe(false);
  sorting.move(to(8, 8));
  expect(sorting.hasMoved).toBe(true);
});
