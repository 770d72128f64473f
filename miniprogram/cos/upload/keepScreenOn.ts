import { appLife } from '../task/AppLife';

const owners = new Set<object>();
let end: (() => void) | undefined;

/** The screen stays on as long as any owner wants it. */
export function keepScreenOn(owner: object, on: boolean): void {
  if (on === owners.has(owner)) return;
  if (on) owners.add(owner);
  else owners.delete(owner);
  if (owners.size === (on ? 1 : 0)) set(on);
}

function set(keepScreenOn: boolean): void {
  // Without a callback it is a promise, whose rejection nobody would hear.
  const options = { keepScreenOn, fail: () => undefined };
  // WeChat forgets it when the Mini Program is left.
  end ??= appLife.subscribe(() => {
    if (!appLife.isHidden) wx.setKeepScreenOn?.(options);
  });
  if (!keepScreenOn) {
    end();
    end = undefined;
  }
  wx.setKeepScreenOn?.(options);
}
