import { TileDrag } from '../../miniprogram/cos/pages/gallery/select/TileDrag';

/** Tiles of 100 px, three to a row, on a screen of 500 px with a bar from 400 px on. */
let scrolled: number;
let heard: string[];
const drag = () => {
  scrolled = 0;
  heard = [];
  return new TileDrag({
    measure: () => undefined,
    edges: () => ({ top: 50, bottom: 400 }),
    fileAt: ({ x, y }) => Math.floor((y + scrolled) / 100) * 3 + Math.floor(x / 100),
    scrollBy(px) {
      scrolled = Math.max(0, scrolled + px);
    },
    hold: (isHeld) => heard.push(isHeld ? 'held' : 'free'),
    over: (from, to) => heard.push(`${from}-${to}`),
  });
};
const at = (x: number, y: number) => ({ x, y });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('sideways it takes tiles along, in either direction of reading; the same tile is told once', () => {
  const finger = drag();
  finger.touch(at(150, 150), 4);
  finger.move(at(155, 151));
  expect(heard).toEqual([]);
  finger.move(at(170, 152));
  finger.move(at(250, 160));
  finger.move(at(255, 190));
  finger.move(at(50, 60));
  finger.end();
  finger.end();
  expect(heard).toEqual(['held', '4-4', '4-5', '0-4', 'free']);
});

test('up or down it scrolls, whatever it does later', () => {
  const finger = drag();
  finger.touch(at(150, 150), 4);
  finger.move(at(155, 180));
  finger.move(at(290, 180));
  finger.end();
  expect(heard).toEqual([]);
});

test('after a long press any direction will do, and it is over when the finger is', () => {
  const finger = drag();
  finger.press(at(150, 150), 4);
  finger.move(at(150, 250));
  finger.end();
  finger.move(at(150, 350));
  expect(heard).toEqual(['held', '4-4', '4-7', 'free']);
});

test('at the edges it scrolls on, faster further out, and marks what comes under the finger', () => {
  const finger = drag();
  finger.press(at(50, 350), 9);
  finger.move(at(50, 410));
  jest.advanceTimersByTime(500);
  expect(scrolled).toBe(100);
  finger.move(at(50, 490));
  jest.advanceTimersByTime(500);
  expect(scrolled).toBe(600);
  expect(heard[heard.length - 1]).toBe('9-30');
  finger.move(at(50, 10));
  jest.advanceTimersByTime(10_000);
  expect([scrolled, heard[heard.length - 1]]).toEqual([0, '0-9']);
  finger.end();
  finger.move(at(50, 490));
  jest.advanceTimersByTime(500);
  expect([scrolled, jest.getTimerCount()]).toEqual([0, 0]);
});

test('files that come in before the first one move it on', () => {
  const finger = drag();
  finger.press(at(150, 150), 4);
  finger.shift((file) => file + 2);
  finger.move(at(250, 250));
  expect(heard.slice(2)).toEqual(['6-8']);
});
