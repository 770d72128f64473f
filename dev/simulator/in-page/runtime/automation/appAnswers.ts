import type { NodeSide } from '../../../messages/NodeSide';
import type { PageView } from '../PageView';
import type { Simulation } from '../Simulation';
import type { Answer } from './Answer';
import { callWxMethod, WxMocks } from './wxMethods';

/** `App.…` */
export function appAnswers({ router, loader, wx, app }: Simulation, node: NodeSide): Record<string, Answer> {
  const mocks = new WxMocks(wx);
  const describe = ({ id, path, query }: PageView) => ({ pageId: id, path, query });
  return {
    'App.getPageStack': () => ({ pageStack: router.stack.map(describe) }),
    'App.getCurrentPage': () => {
      if (!router.top) throw new Error('No page is open.');
      return describe(router.top);
    },
    'App.callWxMethod': async ({ method, args }) => ({
      result: await callWxMethod(wx, String(method), (args ?? []) as unknown[]),
    }),
    'App.mockWxMethod': ({ method, result, functionDeclaration, args }) => {
      const name = String(method);
      if (functionDeclaration !== undefined) {
        const mock = loader.evaluateFunction(String(functionDeclaration));
        mocks.mock(name, function mocked(...given) {
          return mock.call(this, ...given, ...((args ?? []) as unknown[]));
        });
      } else if (result === undefined) mocks.restore(name);
      else mocks.mock(name, () => result);
    },
    'App.callFunction': async ({ functionDeclaration, args }) => ({
      result: await loader.evaluateFunction(String(functionDeclaration))(...((args ?? []) as unknown[])),
    }),
    'App.addBinding': ({ name }) => {
      const binding = (...args: unknown[]): void => node.bindingCalled({ name: String(name), args });
      loader.addGlobal(String(name), binding);
    },
    'App.captureScreenshot': () => {
      throw new Error('A screenshot needs a page that Chromium shows: open it with openInChromium.');
    },
    'App.exit': () => {
      router.closeAll();
      app.hide();
    },
  };
}
