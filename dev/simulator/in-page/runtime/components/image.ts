import { type Builtin, ownerOf } from './Builtin';

// glass-easel keeps the style of an element in segments; the last one is for what outdoes WXML's.
const strongSegment = 3;

/** `widthFix` and `heightFix` give the element the proportions of the picture, the other modes place it (phone.css). */
export const image: Builtin = {
  tag: 'image',
  slot: false,
  properties: {
    src: '',
    mode: 'scaleToFill',
    lazyLoad: false,
    fadeIn: false,
    webp: false,
    showMenuByLongpress: false,
    draggable: false,
  },
  mount({ element, dom, data, trigger }, { window, resourceUrl, warn }) {
    const picture = window.document.createElement('img');
    picture.draggable = false;
    picture.alt = '';
    dom.append(picture);
    let wanted = '';
    let proportions = '';

    const fix = (): void => {
      const { mode } = data();
      const style: Record<string, string> = { widthFix: 'height: auto;', heightFix: 'width: auto;' };
      const fixed = proportions !== '' && style[String(mode)];
      element.setNodeStyle(fixed ? `${fixed} aspect-ratio: ${proportions};` : '', strongSegment);
    };
    let watcher: IntersectionObserver | undefined;
    const load = (): void => {
      watcher?.disconnect();
      if (wanted === '') picture.removeAttribute('src');
      else picture.src = wanted;
    };
    const loadWhenNear = (): void => {
      watcher?.disconnect();
      watcher = new window.IntersectionObserver(
        (entries) => entries.some(({ isIntersecting }) => isIntersecting) && load(),
        // WeChat loads what is less than three screens away.
        { root: dom.closest('.page-scroller'), rootMargin: '300% 0px' },
      );
      watcher.observe(dom);
    };
    // jsdom has no layout, so nothing is ever out of sight there.
    const canWatch = 'IntersectionObserver' in window;

    picture.addEventListener('load', () => {
      proportions = `${picture.naturalWidth} / ${picture.naturalHeight}`;
      fix();
      trigger('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    });
    picture.addEventListener('error', () => {
      warn(`<image> could not load ${wanted}`);
      trigger('error', { errMsg: `GET ${wanted} failed` });
    });
    return {
      update() {
        const { src, mode, lazyLoad, ariaLabel } = data();
        dom.setAttribute('mode', String(mode));
        picture.alt = String(ariaLabel);
        fix();
        const url = resourceUrl(String(src), ownerOf(element));
        if (url === wanted) return;
        wanted = url;
        proportions = '';
        if (lazyLoad && canWatch) loadWhenNear();
        else load();
      },
      unmount: () => watcher?.disconnect(),
    };
  },
};
