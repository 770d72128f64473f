import { domOf, screenRect } from '../createBackend';
import type { Builtin } from './Builtin';

export const scrollView: Builtin = {
  tag: 'scroll-view',
  slot: true,
  properties: {
    scrollX: false,
    scrollY: false,
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: '',
    scrollWithAnimation: false,
    upperThreshold: 50,
    lowerThreshold: 50,
    enhanced: false,
    bounces: true,
    showScrollbar: true,
    enableFlex: false,
    enableBackToTop: false,
    type: 'list',
  },
  mount({ element, dom, data, trigger }) {
    const applied: Record<string, unknown> = {};
    let last = { left: 0, top: 0 };
    let edge: 'upper' | 'lower' | undefined = 'upper';

    const changed = (name: string): unknown => {
      const value = data()[name];
      if (applied[name] === value) return undefined;
      applied[name] = value;
      return value;
    };
    const scrollTo = (left: number, top: number): void => {
      dom.scrollLeft = left;
      dom.scrollTop = top;
    };
    const showChild = (id: string): void => {
      const child = element.ownerShadowRoot?.getElementById(id);
      const target = child && domOf(child);
      if (!target) return;
      const [from, to] = [screenRect(dom), screenRect(target)];
      const { scrollX } = data();
      if (scrollX) dom.scrollLeft += to.left - from.left;
      else dom.scrollTop += to.top - from.top;
    };
    dom.addEventListener('scroll', () => {
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = dom;
      const [deltaX, deltaY] = [last.left - scrollLeft, last.top - scrollTop];
      last = { left: scrollLeft, top: scrollTop };
      trigger('scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, deltaX, deltaY });
      const { scrollX, upperThreshold, lowerThreshold } = data();
      const [before, after] = scrollX
        ? [scrollLeft, scrollWidth - dom.clientWidth - scrollLeft]
        : [scrollTop, scrollHeight - dom.clientHeight - scrollTop];
      const now =
        after <= Number(lowerThreshold) ? 'lower' : before <= Number(upperThreshold) ? 'upper' : undefined;
      if (now !== edge && now === 'lower')
        trigger('scrolltolower', { direction: scrollX ? 'right' : 'bottom' });
      if (now !== edge && now === 'upper') trigger('scrolltoupper', { direction: scrollX ? 'left' : 'top' });
      edge = now;
    });
    return {
      update() {
        const { scrollX, scrollY, showScrollbar, scrollWithAnimation } = data();
        dom.toggleAttribute('scroll-x', Boolean(scrollX));
        dom.toggleAttribute('scroll-y', Boolean(scrollY));
        dom.toggleAttribute('no-scrollbar', showScrollbar === false);
        dom.toggleAttribute('smooth', Boolean(scrollWithAnimation));
        const [left, top, id] = [changed('scrollLeft'), changed('scrollTop'), changed('scrollIntoView')];
        if (left !== undefined && left !== null) dom.scrollLeft = Number(left);
        if (top !== undefined && top !== null) dom.scrollTop = Number(top);
        if (typeof id === 'string' && id !== '') showChild(id);
      },
      actions: {
        'scroll-view.scrollTo': (left, top) => scrollTo(Number(left), Number(top)),
        'scroll-view.scrollLeft': () => dom.scrollLeft,
        'scroll-view.scrollTop': () => dom.scrollTop,
        'scroll-view.scrollWidth': () => dom.scrollWidth,
        'scroll-view.scrollHeight': () => dom.scrollHeight,
      },
    };
  },
};
