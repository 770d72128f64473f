import type { Builtin } from './Builtin';

/** Of what it can change: the style of the page, the colour behind it, and where it is scrolled to. */
export const pageMeta: Builtin = {
  tag: 'page-meta',
  slot: true,
  properties: {
    pageStyle: '',
    backgroundColor: '',
    backgroundTextStyle: '',
    backgroundColorTop: '',
    backgroundColorBottom: '',
    rootBackgroundColor: '',
    rootFontSize: '',
    pageFontSize: '',
    pageOrientation: '',
    scrollTop: null,
    scrollDuration: 300,
  },
  mount({ dom, data }, { navigation }) {
    let scrolled: unknown = null;
    return {
      update() {
        const { pageStyle, backgroundColor, scrollTop, scrollDuration } = data();
        dom.closest('wx-page')?.setAttribute('style', String(pageStyle));
        const page = dom.closest<HTMLElement>('.page');
        if (backgroundColor !== '') page?.style.setProperty('--window-background', String(backgroundColor));
        if (scrollTop === scrolled) return;
        scrolled = scrollTop;
        if (scrollTop !== '')
          navigation.pageScrollTo(Number.parseFloat(String(scrollTop)), Number(scrollDuration));
      },
    };
  },
};

/** In `<page-meta>`. */
export const navigationBar: Builtin = {
  tag: 'navigation-bar',
  slot: false,
  properties: {
    title: '',
    loading: false,
    frontColor: '',
    backgroundColor: '',
    colorAnimationDuration: 0,
    colorAnimationTimingFunc: '',
  },
  mount({ data }, { navigation }) {
    return {
      update() {
        const { title, frontColor, backgroundColor } = data();
        if (title !== '') navigation.setNavigationBarTitle(String(title));
        if (frontColor !== '' && backgroundColor !== '')
          navigation.setNavigationBarColor(String(frontColor), String(backgroundColor));
      },
    };
  },
};
