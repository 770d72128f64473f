import { appLife } from '../../miniprogram/cos/task/AppLife';
import { afterShown } from '../../miniprogram/cos/task/afterShown';

let show: () => void = () => undefined;
let hide: () => void = () => undefined;

beforeAll(() => {
  const onAppShow = (listener: () => void) => {
    show = listener;
  };
  const onAppHide = (listener: () => void) => {
    hide = listener;
  };
  Object.assign(globalThis, { wx: { onAppShow, onAppHide } });
  appLife.watch();
});
beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('its clock stands still in the background', () => {
  const start = appLife.now();
  jest.advanceTimersByTime(1000);
  hide();
  jest.advanceTimersByTime(600_000);
  expect([appLife.now() - start, appLife.isHidden]).toEqual([1000, true]);
  show();
  show();
  jest.advanceTimersByTime(500);
  expect([appLife.now() - start, appLife.isHidden]).toEqual([1500, false]);
});

test('a time limit is over when it was in front for so long', () => {
  const call = jest.fn();
  afterShown(5000, call);
  jest.advanceTimersByTime(2000);
  hide();
  jest.advanceTimersByTime(600_000);
  expect(call).not.toHaveBeenCalled();
  show();
  jest.advanceTimersByTime(2900);
  expect(call).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1200);
  expect(call).toHaveBeenCalledTimes(1);
  expect(jest.getTimerCount()).toBe(0);
});

test('a script that stood still: a timer that is due at its return has to wait for what was left', () => {
  const call = jest.fn();
  afterShown(5000, call);
  hide();
  // No timer runs meanwhile.
  jest.setSystemTime(Date.now() + 600_000);
  jest.advanceTimersByTime(5000);
  show();
  jest.advanceTimersByTime(4900);
  expect(call).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1200);
  expect(call).toHaveBeenCalledTimes(1);
});

test('ended, and with a clock that is set back', () => {
  const call = jest.fn();
  afterShown(5000, call)();
  jest.advanceTimersByTime(10_000);
  expect(call).not.toHaveBeenCalled();
  afterShown(5000, call);
  jest.setSystemTime(Date.now() - 3_600_000);
  jest.advanceTimersByTime(5000);
  expect(call).toHaveBeenCalledTimes(1);
});
