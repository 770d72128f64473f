import type { WebSocket } from 'ws';
import { messageOf } from '../../../messageOf';
import type { AutomatorParams } from '../../messages/PageSide';
import type { TouchScreen } from '../browsers/TouchScreen';
import type { DrivenPage } from '../open-pages/OpenPages';

interface Request {
  id: string;
  method: string;
  params: AutomatorParams;
}

interface Point {
  x: number;
  y: number;
}

/** What Node answers itself. The version is what miniprogram-automator compares; the API that exists is in README.md. */
const answers: Readonly<Record<string, object>> = {
  'Tool.getInfo': { SDKVersion: '3.8.12' },
  'Tool.close': {},
  'App.enableLog': {},
};

type OnScreen = (params: AutomatorParams, page: DrivenPage['page'], screen: TouchScreen) => Promise<unknown>;

/** What is real on a real screen. Everything else, and all of it without such a screen, the page does itself. */
const onScreen: Readonly<Record<string, OnScreen>> = {
  'App.captureScreenshot': async (_params, _page, screen) => ({
    data: (await screen.screenshot()).toString('base64'),
  }),
  async 'Element.tap'(params, page, screen) {
    const { x, y } = await locate(params, page);
    await screen.tap(x, y);
  },
  'Element.touchstart': touch('touchStart'),
  'Element.touchmove': touch('touchMove'),
  'Element.touchend': touch('touchEnd'),
  async 'Element.callFunction'(params, page, screen) {
    const { functionName, args } = params;
    if (functionName !== 'input.input' && functionName !== 'textarea.input') {
      return page.automate('Element.callFunction', params);
    }
    await page.automate('Element.selectText', params);
    const [text] = args as unknown[];
    return screen.insertText(String(text));
  },
};

function touch(type: Parameters<TouchScreen['touch']>[0]): OnScreen {
  return async (params, page, screen) => {
    const [given] = (params.changedTouches ?? params.touches ?? []) as Partial<
      Record<'clientX' | 'clientY' | 'pageX' | 'pageY', number>
    >[];
    const [x, y] = [given?.clientX ?? given?.pageX, given?.clientY ?? given?.pageY];
    const point = x !== undefined && y !== undefined ? { x, y } : await locate(params, page);
    await screen.touch(type, point.x, point.y);
  };
}

async function locate(params: AutomatorParams, page: DrivenPage['page']): Promise<Point> {
  return (await page.automate('Element.locate', params)) as Point;
}

/** Speaks the protocol of miniprogram-automator: JSON frames `{ id, method, params }` and `{ id, result | error }`. */
export class AutomatorServer {
  private readonly clients = new Set<WebSocket>();

  /** `driven` waits until a page has started. */
  constructor(private readonly driven: () => Promise<DrivenPage>) {}

  accept(socket: WebSocket): void {
    this.clients.add(socket);
    socket.on('close', () => this.clients.delete(socket));
    socket.on('message', (data) => {
      const request = readRequest(String(data));
      if (!request) return socket.close(1003, 'That is no request of miniprogram-automator.');
      const send = (reply: object): void => socket.send(JSON.stringify({ id: request.id, ...reply }));
      this.answer(request).then(
        (result) => send({ result: result ?? {} }),
        (error: unknown) => send({ error: { message: messageOf(error) } }),
      );
    });
  }

  /** Sends an event, as `App.logAdded`. */
  emit(method: string, params: unknown): void {
    for (const client of this.clients) client.send(JSON.stringify({ method, params }));
  }

  close(): void {
    for (const client of this.clients) client.terminate();
  }

  private async answer({ method, params }: Request): Promise<unknown> {
    if (Object.hasOwn(answers, method)) return answers[method];
    const { page, screen } = await this.driven();
    const real = screen && Object.hasOwn(onScreen, method) ? onScreen[method] : undefined;
    return real ? real(params, page, screen as TouchScreen) : page.automate(method, params);
  }
}

function readRequest(text: string): Request | undefined {
  let request: Partial<Request> | null;
  try {
    request = JSON.parse(text);
  } catch {
    return undefined;
  }
  // Not every value of JSON can be made a text.
  if (typeof request?.method !== 'string' || typeof request.id !== 'string') return undefined;
  return { id: request.id, method: request.method, params: request.params ?? {} };
}
