import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerError, answerJson, answerText } from '../answers';
import { BadInput } from '../BadInput';
import { createGuardedServer, pathOf } from '../guard';
import { Listeners } from '../Listeners';
import { listen } from '../listen';
import { sendFile } from '../sendFile';
import { watchFolder } from '../watchFolder';
import { AutomatorServer } from './in-node/automator/AutomatorServer';
import { buildMiniProgram } from './in-node/build/buildMiniProgram';
import { bundlePage } from './in-node/build/bundlePage';
import type { ScriptCache } from './in-node/build/compileScripts';
import type { TouchScreen } from './in-node/open-page/TouchScreen';
import { mapStack } from './in-node/pages/mapStack';
import { type ExpectedPage, OpenPages } from './in-node/pages/OpenPages';
import { servePage } from './in-node/pages/servePage';
import type { Phone } from './in-node/phone/createPhone';
import type { Built } from './messages/NodeSide';

interface SimulatorOptions {
  /** 0 takes a free one. */
  port: number;
  /** 127.0.0.1 by default. */
  host?: string;
  /** The folder of the Mini Program, with app.json. */
  source: string;
  /** Text by path relative to `source`: takes the place of a file. */
  overrides?: Readonly<Record<string, string>>;
  phone: Phone;
  /** What else is served beside the phone's page; resolves with false for a request that is not its own. */
  beside?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  /** Rebuild and reload when a source file changes. A source that can't be built is then shown in the page. */
  watch?: boolean;
}

export interface Simulator {
  /** Where it listens: what stands beside the phone's page is there. */
  url: string;
  /** For `automator.connect({ wsEndpoint })`. */
  automatorEndpoint: string;
  /** For a program that is about to open the phone's page, at `url`; with a screen, input and screenshots are real. */
  expectPage(screen: TouchScreen | undefined): ExpectedPage & { url: string };
  /** Calls back when the open pages have to load anew. Returns the function that stops listening. */
  onReload(listener: () => void): () => void;
  close(): Promise<void>;
}

/** More than any file that the phone holds, less than a string of Node can be: what comes may be text. */
const MESSAGE_LIMIT_BYTES = 256 * 1024 ** 2;

/** Builds and serves a Mini Program. Rejects with `BuildError` when it can't be built, unless it is watched. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = '127.0.0.1', phone } = options;
  const source = resolve(options.source);
  const cache: ScriptCache = new Map();
  const build = async (): Promise<Built> => {
    try {
      return { program: await buildMiniProgram({ source, overrides: options.overrides ?? {}, cache }) };
    } catch (error) {
      if (!options.watch || !(error instanceof Error)) throw error;
      return { buildError: error.message };
    }
  };
  const [first, script, style] = await Promise.all([
    build(),
    bundlePage(join(__dirname, 'in-page', 'wx', 'createWx')),
    readFile(join(__dirname, 'in-page', 'runtime', 'phone.css'), 'utf8'),
  ]);
  let built = first;

  const pages = new OpenPages();
  const automator = new AutomatorServer(() => pages.driven());
  const reloads = new Listeners();

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pathname = pathOf(request);
    if (pathname === '/phone') return answerText(response, 200, 'text/html', phonePage(style));
    if (pathname === '/phone/runtime.js') return answerText(response, 200, 'text/javascript', script);
    if (pathname === '/phone/chosen' && request.method === 'POST') {
      const { searchParams } = new URL(request.url ?? '', 'http://phone');
      const modified = Number(searchParams.get('modified')) || Date.now();
      const chosen = await phone.receiveChosenFile(searchParams.get('name') ?? '', modified, request);
      return answerJson(response, 200, chosen);
    }
    if (pathname.startsWith('/phone/files/')) {
      const virtual = decodePath(pathname.slice('/phone/files/'.length));
      return serveFile(request, response, phone.filePath(`http://${virtual}`));
    }
    if (pathname.startsWith('/phone/app/')) {
      const file = join(source, decodePath(pathname.slice('/phone/app/'.length)));
      return serveFile(request, response, file.startsWith(source + sep) ? file : undefined);
    }
    if (await options.beside?.(request, response)) return;
    answerJson(response, 404, { message: `The simulator has no ${pathname}.` });
  };

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT_BYTES });
  const server = createGuardedServer(
    (request, response) => {
      serve(request, response).catch((error: unknown) => answerError(response, error));
    },
    (request, socket, head) => {
      const use = { '/automator': (accepted: WebSocket) => automator.accept(accepted), '/bridge': connect }[
        pathOf(request)
      ];
      if (!use) return socket.destroy();
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        // Text that is no UTF-8, a frame that is none: ws has closed the connection.
        accepted.on('error', () => accepted.terminate());
        use(accepted);
      });
    },
  );
  const connect = (socket: WebSocket): void => {
    servePage(socket, (page) => {
      const connection = phone.connect(page);
      socket.on('close', () => {
        pages.remove(page);
        connection.disconnect();
      });
      return {
        ...connection.functions,
        async hello(opener) {
          pages.add(page, opener);
          return { ...built, phone: phone.start() };
        },
        started: (error) => pages.settle(page, error),
        logged({ level, args }) {
          phone.console.add(level, args.map(asText).join(' '));
          automator.emit('App.logAdded', { type: level, args });
        },
        threw({ name, message, stack, during }) {
          const mapped = 'program' in built ? mapStack(stack, built.program.modules) : stack;
          phone.console.add('error', `${during}:\n${mapped}`);
          console.error(`In the Mini Program, ${during}:\n${mapped}`);
          automator.emit('App.exceptionThrown', { name, message, stack: mapped });
        },
        bindingCalled: (call) => automator.emit('App.bindingCalled', call),
      };
    });
  };

  const rebuild = async (): Promise<void> => {
    built = await build();
    if ('buildError' in built) {
      console.error(`The Mini Program cannot be built. ${built.buildError}`);
      pages.showBuildError(built.buildError);
      return;
    }
    pages.reload();
    reloads.emit();
  };
  let rebuilding = Promise.resolve();
  const watcher = options.watch
    ? await watchFolder(source, () => {
        // One after the other, so that the newest source is built last.
        rebuilding = rebuilding.then(rebuild);
      })
    : undefined;

  const listening = await listen(server, options.port, host);
  const { url, port } = listening;
  return {
    url,
    automatorEndpoint: `ws://${host}:${port}/automator`,
    expectPage(screen) {
      const expected = pages.expect(screen);
      return { ...expected, url: `${url}/phone?opener=${expected.opener}` };
    },
    onReload: (listener) => reloads.add(listener),
    async close() {
      await watcher?.close();
      await rebuilding;
      automator.close();
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await listening.close();
    },
  };
}

function asText(arg: unknown): string {
  return typeof arg === 'string' ? arg : JSON.stringify(arg);
}

function phonePage(style: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">
<title>Mini Program</title>
<style>${style}</style>
</head>
<body><script src="/phone/runtime.js"></script></body>
</html>`;
}

async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string | undefined,
): Promise<void> {
  const info = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (path === undefined || !info?.isFile()) {
    return answerJson(response, 404, { message: 'There is no such file.' });
  }
  await sendFile(request, response, path);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new BadInput('path', `"${path}" is no path: its % signs are not UTF-8`);
  }
}
