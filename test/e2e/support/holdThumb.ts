import { element } from './screens';
import type { Page, Product } from './startProduct';
import { until } from './until';

/** A finger takes the thumb of the months, which is there for a moment after a scroll. What moves it on, and lets go. */
export async function holdThumb(
  { miniProgram }: Product,
  gallery: Page,
): Promise<{ moveTo(clientY: number): Promise<void>; release(): Promise<void> }> {
  const rail = await element(gallery, '.month-rail');
  await until('a finger holds the thumb', async () => {
    const scrollTop = Number(await gallery.scrollTop()) + 20;
    await miniProgram.callWxMethod('pageScrollTo', { scrollTop, duration: 0 });
    await until('the thumb is seen', () => rail.$('.rail.seen'));
    await (await rail.$('.thumb'))?.touchstart({} as never);
    return rail.$('.month.seen');
  });
  const thumb = await rail.$('.thumb');
  return {
    async moveTo(clientY) {
      await thumb?.touchmove({ changedTouches: [{ identifier: 0, clientX: 360, clientY }] } as never);
    },
    async release() {
      await thumb?.touchend({} as never);
    },
  };
}
