import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerError, answerJson } from '../http/answers';
import { createGuardedServer, isFromNetwork, pathOf } from '../http/guard';
import type { LocalNetwork } from '../http/LocalNetwork';
import { listen } from '../http/listen';
import { Listeners } from '../Listeners';
import { watchFolder } from '../watchFolder';
import { AutomatorServer } from './in-node/automator/AutomatorServer';
import type { PageServer } from './in-node/browsers/PageServer';
import { BuildCache } from './in-node/build/BuildCache';
import { buildMiniProgram } from './in-node/build/buildMiniProgram';
import { bundlePage } from './in-node/build/bundlePage';
import { createNetworkEntry } from './in-node/open-pages/createNetworkEntry';
import { createPhoneRoutes } from './in-node/open-pages/createPhoneRoutes';
import { OpenPages } from './in-node/open-pages/OpenPages';
import { servePage } from './in-node/open-pages/servePage';
import type { Phone } from './in-node/phone/createPhone';
import type { PagePlace } from './in-node/phone/network/NetworkPort';
import type { Built } from './messages/NodeSide';

interface SimulatorOptions {
  /** 0 takes a free one. */
  port: number;
  /** The folder of the Mini Program, with app.json. */
  source: string;
  /** Text by path relative to `source`: takes the place of a file. */
  overrides?: Readonly<Record<string, string>>;
  phone: Phone;
  /** The phone is served there too, to whoever has opened `networkUrl`; scripts and what is beside it are not. */
  network?: LocalNetwork;
  /** What else is served beside the phone's page; resolves with false for a request that is not its own. */
  beside?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  /** What other simulators have compiled. Default: nothing yet. */
  cache?: BuildCache;
  /** Rebuild and reload when a source file changes. A source that can't be built is then shown in the page. */
  watch?: boolean;
}

/** What stands beside the phone's page is at its `url`. */
export interface Simulator extends PageServer {
  /** For `automator.connect({ wsEndpoint })`. */
  automatorEndpoint: string;
  /** What a browser in the network opens. Without a network there is none. */
  networkUrl: string | undefined;
  /** Calls back when the open pages have to load anew. Returns the function that stops listening. */
  onReload(listener: () => void): () => void;
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.1';
/** More than any file that the phone holds, less than a string of Node can be: what comes may be text. */
const MESSAGE_LIMIT_BYTES = 256 * 1024 ** 2;

/** Builds and serves a Mini Program. Rejects with `BuildError` when it can't be built, unless it is watched. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { phone, cache = new BuildCache() } = options;
  const source = resolve(options.source);
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
    cache.page(bundlePage),
    readFile(join(__dirname, 'in-page', 'runtime', 'phone.css'), 'utf8'),
  ]);
  let built = first;

  const pages = new OpenPages();
  const automator = new AutomatorServer(() => pages.driven());
  const tellScripts = (event: string, params: object): void => automator.emit(event, params);
  const reloads = new Listeners();

  const servePhone = createPhoneRoutes({ phone, source, script, style });
  const entry = options.network && createNetworkEntry(options.network, phone.settings);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (entry?.serve(request, response)) return;
    if ((await servePhone(request, response)) || (await options.beside?.(request, response))) return;
    answerJson(response, 404, { message: `The simulator has no ${pathOf(request)}.` });
  };

  const connections = new Map<string, (socket: WebSocket, from: PagePlace) => void>([
    ['/automator', (socket) => automator.accept(socket)],
    ['/page', (socket, from) => servePage(socket, { phone, from, pages, tellScripts, built: () => built })],
  ]);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT_BYTES });
  const server = createGuardedServer(
    (request, response) => {
      serve(request, response).catch((error: unknown) => answerError(response, error));
    },
    (request, socket, head) => {
      const use = connections.get(pathOf(request));
      if (!use) return socket.destroy();
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        // Text that is no UTF-8, a frame that is none: ws has closed the connection.
        accepted.on('error', () => accepted.terminate());
        use(accepted, isFromNetwork(request) ? 'network' : 'computer');
      });
    },
    entry?.admits,
  );

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

  const listening = await listen(server, options.port, ADDRESS, options.network?.address);
  const { url, port } = listening;
  return {
    url,
    automatorEndpoint: `ws://${ADDRESS}:${port}/automator`,
    networkUrl: entry && `http://${options.network?.address}:${port}${entry.path}`,
    expectPage(screen) {
      const { opener, ...expected } = pages.expect(screen);
      return { ...expected, url: `${url}/phone?opener=${opener}` };
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
