import type { Builtin } from './Builtin';

/** px that a finger moves before it is clear whether it swipes. */
const SLOP = 10;
/** Of the width: a finger that was moved farther goes on to the next item. */
const FAR = 0.5;
/** px per ms at which it does so anyway. */
const QUICK = 0.3;
/** Beyond the first and the last item the finger moves it by so much only. */
const RESISTANCE = 1 / 3;

interface Drag {
  startX: number;
  startY: number;
  startedAt: number;
  /** Whether it turned out to be a swipe; undefined as long as that is open. */
  swipes: boolean | undefined;
  /** Of the width, to the right. */
  moved: number;
}

/** One item at a time, from left to right. `circular` with three items or more. */
export const swiper: Builtin = {
  tag: 'swiper',
  slot: true,
  properties: { current: 0, duration: 500, circular: false, easingFunction: 'default' },
  mount({ dom, data, set, trigger }, { window }) {
    let shown = 0;
    let drag: Drag | undefined;
    let finishing: number | undefined;
    const places = new WeakMap<Element, number>();

    const items = (): HTMLElement[] =>
      [...dom.children].filter((child): child is HTMLElement => child.localName === 'wx-swiper-item');
    const isCircular = (count: number): boolean => Boolean(data().circular) && count > 2;
    const within = (index: number, count: number): number =>
      isCircular(count) ? (index + count) % count : Math.max(0, Math.min(count - 1, index));

    /** Where each item is, in widths from the middle. One that changes sides does so unseen. */
    const place = (moved: number, duration: number): void => {
      const all = items();
      const { length } = all;
      all.forEach((item, index) => {
        let at = index - shown + moved;
        if (isCircular(length)) at = ((((at + length / 2) % length) + length) % length) - length / 2;
        const glides = duration > 0 && Math.abs(at - (places.get(item) ?? at)) <= 1;
        places.set(item, at);
        item.style.transition = glides ? `transform ${duration}ms ease-out` : 'none';
        item.style.transform = `translateX(${at * 100}%)`;
      });
    };
    const go = (index: number, source: '' | 'touch'): void => {
      const changed = index !== shown;
      shown = index;
      const duration = Number(data().duration);
      place(0, duration);
      if (changed && source === 'touch') set({ current: index });
      const detail = { current: index, currentItemId: '', source };
      if (changed) trigger('change', detail);
      window.clearTimeout(finishing);
      finishing = window.setTimeout(() => trigger('animationfinish', detail), duration);
    };

    const begin = (x: number, y: number, now: number): void => {
      drag = { startX: x, startY: y, startedAt: now, swipes: undefined, moved: 0 };
    };
    const follow = (x: number, y: number): void => {
      if (!drag) return;
      const [dx, dy] = [x - drag.startX, y - drag.startY];
      if (drag.swipes === undefined && Math.hypot(dx, dy) > SLOP) drag.swipes = Math.abs(dx) > Math.abs(dy);
      if (!drag.swipes) return;
      const { length } = items();
      const beyond = !isCircular(length) && (dx > 0 ? shown === 0 : shown === length - 1);
      drag.moved = Math.max(-1, Math.min(1, (dx * (beyond ? RESISTANCE : 1)) / (dom.clientWidth || 1)));
      place(drag.moved, 0);
    };
    const end = (now: number): void => {
      if (!drag) return;
      const { moved, swipes, startedAt } = drag;
      drag = undefined;
      if (!swipes) return;
      const speed = (Math.abs(moved) * dom.clientWidth) / Math.max(1, now - startedAt);
      const steps = Math.abs(moved) > FAR || speed > QUICK ? -Math.sign(moved) : 0;
      go(within(shown + steps, items().length), 'touch');
    };

    const onTouch = (type: string, handle: (touch: Touch, event: Event) => void): void =>
      dom.addEventListener(
        type,
        (event) => {
          const [touch] = (event as TouchEvent).changedTouches;
          if (touch) handle(touch, event);
        },
        { passive: true },
      );
    onTouch('touchstart', ({ clientX, clientY }, { timeStamp }) => begin(clientX, clientY, timeStamp));
    onTouch('touchmove', ({ clientX, clientY }) => follow(clientX, clientY));
    onTouch('touchend', ({ clientX, clientY }, { timeStamp }) => {
      // Browsers may leave out the last move.
      follow(clientX, clientY);
      end(timeStamp);
    });
    onTouch('touchcancel', (_touch, { timeStamp }) => end(timeStamp));
    const onMouse = (event: MouseEvent): void => {
      if (event.type === 'mousemove') follow(event.clientX, event.clientY);
      else end(event.timeStamp);
    };
    dom.addEventListener('mousedown', ({ clientX, clientY, timeStamp }) =>
      begin(clientX, clientY, timeStamp),
    );
    window.addEventListener('mousemove', onMouse);
    window.addEventListener('mouseup', onMouse);

    const observer = new window.MutationObserver(() => {
      shown = within(shown, items().length);
      place(drag?.moved ?? 0, 0);
    });
    observer.observe(dom, { childList: true });
    return {
      update() {
        const { current } = data();
        const { length } = items();
        // WeChat shows an item that is not there yet as soon as it is.
        if (length === 0) shown = Number(current);
        else if (Number(current) !== shown) go(within(Number(current), length), '');
        else place(drag?.moved ?? 0, 0);
      },
      unmount() {
        observer.disconnect();
        window.clearTimeout(finishing);
        window.removeEventListener('mousemove', onMouse);
        window.removeEventListener('mouseup', onMouse);
      },
      actions: {
        'swiper.swipeTo': (index) => {
          go(within(Number(index), items().length), 'touch');
        },
      },
    };
  },
};

export const swiperItem: Builtin = { tag: 'swiper-item', slot: true, properties: { itemId: '' } };
