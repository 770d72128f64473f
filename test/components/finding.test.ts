import { usePhone } from '../support/phone/usePhone';
import { openComponent } from './support/openComponent';

/** The field that searches, and the thumb at the edge that goes from month to month. */

usePhone();
beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the search field', () => {
  interface Data {
    text: string;
  }
  interface Methods {
    typed(): void;
    search(): void;
    clear(): void;
  }
  const open = () =>
    openComponent<Data, Methods>(() => require('../../miniprogram/cos/components/find-bar/find-bar'), {
      query: '',
    });
  const type = ({ data, component }: ReturnType<typeof open>, text: string) => {
    data.text = text;
    component.typed();
  };

  test('searches when the person pauses, at once with the key of the keyboard, and never twice', () => {
    const bar = open();
    type(bar, 'a');
    jest.advanceTimersByTime(200);
    type(bar, 'ab');
    jest.advanceTimersByTime(200);
    expect(bar.events).toEqual([]);
    jest.advanceTimersByTime(200);
    type(bar, 'abc');
    bar.component.search();
    jest.runAllTimers();
    expect(bar.events).toEqual([
      ['search', { query: 'ab' }],
      ['search', { query: 'abc' }],
    ]);
  });

  test('what is typed while the page draws what was searched stays', () => {
    const bar = open();
    type(bar, 'a');
    bar.component.search();
    bar.set({ query: 'a' });
    type(bar, 'ab');
    // The next page of a long list.
    bar.set({ query: 'a' });
    jest.runAllTimers();
    expect([bar.data.text, bar.events.at(-1)]).toEqual(['ab', ['search', { query: 'ab' }]]);
  });

  test('is cleared by itself and by the page, and does not search once it is gone', () => {
    const bar = open();
    type(bar, 'a');
    bar.component.clear();
    jest.runAllTimers();
    expect(bar.data.text).toBe('');
    expect(bar.events).toEqual([['search', { query: '' }]]);
    bar.set({ query: 'b' });
    expect(bar.data.text).toBe('b');
    bar.set({ query: '' });
    expect(bar.data.text).toBe('');
    type(bar, 'c');
    bar.detach();
    jest.runAllTimers();
    expect(bar.events).toHaveLength(1);
  });
});

describe('the thumb at the edge', () => {
  interface Data {
    seen: boolean;
    held: boolean;
    y: number;
    title: string;
  }
  interface Methods {
    follow(at: number): void;
    hold(event: object): void;
    drag(event: object): void;
    release(): void;
  }
  const open = () =>
    openComponent<Data, Methods>(() => require('../../miniprogram/cos/components/month-rail/month-rail'), {
      way: 200,
      months: [
        { title: 'March', at: 0 },
        { title: 'February', at: 0.5 },
      ],
    });
  const at = (clientY: number) => ({ touches: [{ clientY }] });

  test('comes with the scrolling, in few steps, and goes', () => {
    const { data, component, changes } = open();
    for (let step = 0; step <= 60; step += 1) {
      component.follow(step / 100);
      jest.advanceTimersByTime(10);
    }
    jest.advanceTimersByTime(100);
    expect(data).toMatchObject({ seen: true, y: 120, title: 'February' });
    expect(changes.length).toBeLessThan(9);
    jest.advanceTimersByTime(3000);
    expect(data.seen).toBe(false);
  });

  test('goes where the finger goes, and not where the page scrolls meanwhile', () => {
    const { data, component, events } = open();
    component.follow(0.25);
    component.hold(at(300));
    expect(data).toMatchObject({ held: true, y: 50, title: 'March' });
    component.drag(at(340));
    component.follow(0.9);
    jest.advanceTimersByTime(5000);
    component.drag(at(380));
    expect(data).toMatchObject({ seen: true, held: true, y: 130, title: 'February' });
    component.drag(at(9000));
    component.release();
    component.release();
    expect(data).toMatchObject({ held: false, y: 200 });
    expect(events).toEqual([
      ['hold'],
      ['jump', { at: 0.45 }],
      ['jump', { at: 0.65 }],
      ['jump', { at: 1 }],
      ['release'],
    ]);
    jest.advanceTimersByTime(3000);
    expect(data.seen).toBe(false);
  });

  test('a tap, however a finger trembles, opens the list of months', () => {
    const { component, events, detach } = open();
    component.hold(at(300));
    component.drag(at(304));
    component.release();
    expect(events).toEqual([['hold'], ['open']]);
    detach();
    expect(jest.getTimerCount()).toBe(0);
  });
});
