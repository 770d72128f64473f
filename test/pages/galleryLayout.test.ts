import fc from 'fast-check';
import { GalleryLayout, sizesFor } from '../../miniprogram/cos/pages/gallery/GalleryLayout';
import type { Section } from '../../miniprogram/cos/pages/gallery/Sections';

const days = (counts: readonly number[]): Section[] => {
  let start = 0;
  return counts.map((count, index) => {
    const day = { id: String(index), group: 'day', time: 0, start, count };
    start += count;
    return day;
  });
};
const anyDays = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 80 }).map(days);
const screens = fc.record({
  windowWidth: fc.integer({ min: 280, max: 1400 }),
  windowHeight: fc.integer({ min: 100, max: 2400 }),
});

test('sizes are whole px; three tiles to a row on a phone, more in a wide window and none larger', () => {
  expect(sizesFor({ windowWidth: 375, windowHeight: 724 }, 1)).toEqual({
    viewport: 724,
    columns: 3,
    cell: 123,
    gap: 2,
    heading: 40,
  });
  const tilesIn = (windowWidth: number) => {
    const { columns, cell } = sizesFor({ windowWidth, windowHeight: 700 }, 1);
    return `${columns} of ${cell}`;
  };
  expect([320, 430, 568, 667, 768, 1024, 1366].map(tilesIn)).toEqual([
    '3 of 105',
    '3 of 142',
    '4 of 140',
    '5 of 131',
    '5 of 152',
    '7 of 144',
    '10 of 134',
  ]);
});

test('what is drawn has the height of the whole, is one run of files, fills the screen, and has at most 300 tiles', () => {
  fc.assert(
    fc.property(anyDays, screens, fc.integer({ min: -500, max: 60_000 }), (list, screen, scrollTop) => {
      const sizes = sizesFor(screen, 1);
      const layout = new GalleryLayout(list, sizes);
      const drawnList = layout.around(scrollTop);
      const row = sizes.cell + sizes.gap;
      const rows = ({ from, to }: { from: number; to: number }) =>
        Math.ceil((to - from) / sizes.columns) * row;
      const heights = drawnList.sections.map((day) => sizes.heading + day.above + rows(day) + day.below);
      expect(heights.reduce((sum, height) => sum + height, drawnList.above + drawnList.below)).toBe(
        layout.height,
      );

      const drawn = drawnList.sections.filter(({ from, to }) => to > from);
      for (const [index, { from }] of drawn.entries()) {
        if (index > 0) expect(from).toBe(drawn[index - 1]?.to);
      }
      expect(drawn.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(300);

      const first = drawnList.sections[0];
      const last = drawnList.sections.at(-1);
      if (first === undefined || last === undefined) return;
      const screenTop = Math.max(0, Math.min(scrollTop, layout.height - sizes.viewport));
      // Screens that show more rows than are drawn at all are none that anybody has.
      if (sizes.viewport > (240 / sizes.columns) * row) return;
      expect(drawnList.above + (drawnList.above > 0 ? 0 : first.above)).toBeLessThanOrEqual(screenTop);
      const roomBelow = drawnList.below + last.below;
      expect(layout.height - roomBelow).toBeGreaterThanOrEqual(
        Math.min(layout.height, screenTop + sizes.viewport),
      );
    }),
  );
});

test('each file is found in its own row', () => {
  fc.assert(
    fc.property(anyDays, screens, (list, screen) => {
      const sizes = sizesFor(screen, 1);
      const layout = new GalleryLayout(list, sizes);
      for (const { start, count } of list) {
        for (const index of [start, start + count - 1]) {
          const found = layout.fileAt(layout.rowTop(index));
          expect(layout.rowTop(found)).toBe(layout.rowTop(index));
          expect(index - found).toBeLessThan(sizes.columns);
        }
      }
    }),
  );
});

test('after a change it is the layout of the list from the start', () => {
  fc.assert(
    fc.property(anyDays, anyDays, screens, (before, after, screen) => {
      const same = before.findIndex(({ count }, index) => count !== after[index]?.count);
      const from = same < 0 ? before.length : same;
      const sections = [...before];
      const layout = new GalleryLayout(sections, sizesFor(screen, 1));
      sections.splice(from, sections.length, ...after.slice(from));
      layout.update(from);
      const fresh = new GalleryLayout(sections, sizesFor(screen, 1));
      expect(layout.height).toBe(fresh.height);
      expect(layout.around(2000)).toEqual(fresh.around(2000));
    }),
  );
});

test('the file at a point; beside a row the last of it, in a heading the one on the way', () => {
  const layout = new GalleryLayout(days([5, 2]), sizesFor({ windowWidth: 375, windowHeight: 724 }, 1));
  const [row, heading] = [125, 40];
  const at = (column: number, height: number, from = 0) => layout.fileNear(column * row + 10, height, from);
  expect([at(0, heading), at(2, heading + row - 1), at(1, heading + row)]).toEqual([0, 2, 4]);
  // Beside the last of the row; beyond the edges of the screen.
  expect([at(2, heading + row), at(-1, heading), at(3, heading)]).toEqual([4, 0, 2]);
  const second = heading + 2 * row;
  expect([at(1, second + 5, 0), at(1, second + 5, 6), at(1, second + heading)]).toEqual([4, 5, 6]);
  expect([
    at(0, -50),
    at(0, -50, 6),
    at(0, 10_000),
    new GalleryLayout([], sizesFor({ windowWidth: 375, windowHeight: 724 }, 1)).fileNear(0, 0, 0),
  ]).toEqual([0, 0, 6, 0]);
});
