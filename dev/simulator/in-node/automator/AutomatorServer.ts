import type { WebSocket } from 'ws';
import type { HostDevice } from '../hosts/HostDevice';

/** The page that scripts drive. */
export interface DrivenPage {
  ask(method: string, params: unknown): Promise<unknown>;
  device: HostDevice | undefined;
}

interface Request {
  id: string;
  method: string;
  params: Params;
}

type Params = Readonly<Record<string, unknown>>;
type Answer = (params: Params, page: () => Promise<DrivenPage>) => unknown;

interface Point {
  x: number;
  y: number;
}

// What miniprogram-automator compares with its least version; the API that exists is in README.md.
const sdkVersion = '3.8.12';

/** What Node answers itself; everything else goes to the page. */
const answers: Readonly<Record<string, Answer>> = {
  'Tool.getInfo': () => ({ SDKVersion: sdkVersion }),
  'Tool.close': () => ({}),
  'App.enableLog': () => ({}),
  'App.captureScreenshot': async (_params, page) => {
    const { device } = await page();
    if (!device)
      throw new Error('A screenshot needs a page that Chromium shows: open it with openInChromium.');
    return { data: (await device.screenshot()).toString('base64') };
  },
  'Element.tap': (params, page) =>
    withDevice('Element.tap', params, page, async (device, locate) => {
      const { x, y } = await locate();
      await device.tap(x, y);
    }),
  'Element.touchstart': (params, page) => touch('touchStart', params, page),
  'Element.touchmove': (params, page) => touch('touchMove', params, page),
  'Element.touchend': (params, page) => touch('touchEnd', params, page),
  'Element.callFunction': (params, page) => {
    const isInput = params.functionName === 'input.input' || params.functionName === 'textarea.input';
    if (!isInput) return forward('Element.callFunction', params, page);
    return withDevice('Element.callFunction', params, page, async (device, _locate, target) => {
      await target.ask('Element.selectText', params);
      const [text] = params.args as unknown[];
      await device.insertText(String(text));
    });
  },
};

async function forward(method: string, params: Params, page: () => Promise<DrivenPage>): Promise<unknown> {
  return (await page()).ask(method, params);
}

/** With a device the input is real, without one the page makes the events. */
async function withDevice(
  method: string,
  params: Params,
  page: () => Promise<DrivenPage>,
  use: (device: HostDevice, locate: () => Promise<Point>, target: DrivenPage) => Promise<void>,
): Promise<unknown> {
  const target = await page();
  if (!target.device) return target.ask(method, params);
  await use(target.device, async () => (await target.ask('Element.locate', params)) as Point, target);
  return {};
}

function touch(
  type: Parameters<HostDevice['touch']>[0],
  params: Params,
  page: () => Promise<DrivenPage>,
): Promise<unknown> {
  return withDevice(`Element.${type.toLowerCase()}`, params, page, async (device, locate) => {
    const [given] = (params.changedTouches ?? params.touches ?? []) as Partial<
      Record<'clientX' | 'clientY' | 'pageX' | 'pageY', number>
    >[];
    const [x, y] = [given?.clientX ?? given?.pageX, given?.clientY ?? given?.pageY];
    const point = x !== undefined && y !== undefined ? { x, y } : await locate();
    await device.touch(type, point.x, point.y);
  });
}

/** Speaks the protocol of miniprogram-automator: JSON frames `{ id, method, params }` and `{ id, result | error }`. */
export class AutomatorServer {
  private readonly clients = new Set<WebSocket>();

  /** `page` waits until a page has started. */
  constructor(private readonly page: () => Promise<DrivenPage>) {}

  accept(socket: WebSocket): void {
    this.clients.add(socket);
    socket.on('close', () => this.clients.delete(socket));
    socket.on('message', (data) => {
      const request = readRequest(String(data));
      if (!request) return socket.close(1003, 'That is no request of miniprogram-automator.');
      const send = (reply: object): void => socket.send(JSON.stringify({ id: request.id, ...reply }));
      this.answer(request).then(
        (result) => send({ result: result ?? {} }),
        (error: unknown) =>
          send({ error: { message: error instanceof Error ? error.message : String(error) } }),
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
    const own = Object.hasOwn(answers, method) ? answers[method] : undefined;
    return own ? own(params, this.page) : forward(method, params, this.page);
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
