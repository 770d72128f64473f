import type * as glassEasel from 'glass-easel';
import type { PageView } from '../PageView';
import type { Simulation } from '../Simulation';
import type { Answer, Params } from './Answer';
import { callerOf, callMethod, valueAt } from './componentData';
import type { Elements } from './Elements';
import { selectElements } from './selectElements';

/** `Page.…` */
export function pageAnswers({ router }: Simulation, elements: Elements): Record<string, Answer> {
  const pageOf = ({ pageId }: Params): PageView => {
    const page = router.stack.find(({ id }) => id === pageId);
    if (!page) throw new Error(`The page ${pageId} was closed.`);
    return page;
  };
  const find = (params: Params): glassEasel.Element[] => {
    const root = pageOf(params).component.getShadowRoot();
    return root ? selectElements(root, String(params.selector)) : [];
  };
  return {
    'Page.getElement': (params) => elements.describeFirst(find(params), params.selector),
    'Page.getElements': (params) => ({ elements: find(params).map((element) => elements.describe(element)) }),
    'Page.getData': (params) => ({ data: valueAt(pageOf(params).component.data, params.path) }),
    'Page.setData': (params) => callerOf(pageOf(params).component).setData(params.data as object),
    'Page.callMethod': async (params) => ({ result: await callMethod(pageOf(params).component, params) }),
    'Page.getWindowProperties': (params) => {
      const { scroller } = pageOf(params);
      const values: Record<string, unknown> = {
        'document.documentElement.scrollWidth': scroller.scrollWidth,
        'document.documentElement.scrollHeight': scroller.scrollHeight,
        'document.documentElement.scrollTop': scroller.scrollTop,
        'document.body.scrollTop': scroller.scrollTop,
      };
      return { properties: (params.names as string[]).map((name) => values[name] ?? null) };
    },
  };
}
