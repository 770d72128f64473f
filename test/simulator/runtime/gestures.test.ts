import * as glassEasel from 'glass-easel';
import { JSDOM } from 'jsdom';
import { Gestures } from '../../../dev/simulator/in-page/runtime/Gestures';

jest.mock('../../../dev/simulator/in-page/runtime/createBackend', () => ({ elementOf: () => ({}) }));

test('the mouse events that a browser makes of a touch are no second one, however late they come', () => {
  jest.spyOn(glassEasel.Event, 'dispatchEvent').mockImplementation(() => undefined);
  const { window } = new JSDOM('<div></div>', { pretendToBeVisual: true });
  const area = window.document.querySelector('div') as HTMLElement;
  const onPress = jest.fn();
  const nothing = () => undefined;
  const gestures = new Gestures({
    window: window as unknown as Window & typeof globalThis,
    hasListener: () => false,
    toPage: ({ clientX, clientY }) => ({ clientX, clientY, pageX: clientX, pageY: clientY }),
    accepts: () => true,
    afterTap: nothing,
    onPress,
    onRelease: nothing,
    onDrag: nothing,
    onDragEnd: nothing,
  });
  gestures.listen(area);
  const touch = (type: string) => {
    const changedTouches = [{ identifier: 0, clientX: 1, clientY: 1 }];
    area.dispatchEvent(Object.assign(new window.Event(type), { changedTouches }));
  };
  touch('touchstart');
  touch('touchend');
  const made = new window.MouseEvent('mousedown');
  // The tap has opened a page, which took its time.
  const late = window.performance.now() + 5000;
  jest.spyOn(window.performance, 'now').mockReturnValue(late);
  area.dispatchEvent(made);
  expect(onPress).toHaveBeenCalledTimes(1);

  const own = new window.MouseEvent('mousedown');
  Object.defineProperty(own, 'timeStamp', { value: made.timeStamp + 5000 });
  area.dispatchEvent(own);
  expect(onPress).toHaveBeenCalledTimes(2);
  gestures.cancel({ identifier: 0, clientX: 1, clientY: 1 });
  window.close();
});
