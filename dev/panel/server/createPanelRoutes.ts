import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { FaultsChange } from '../../cos-server/faults/Faults';
import type { CosServer } from '../../cos-server/startCosServer';
import { answerError, answerJson, answerText } from '../../http/answers';
import { pathOf } from '../../http/guard';
import { readJsonBody } from '../../http/readJsonBody';
import { sendFile } from '../../http/sendFile';
import type { Phone } from '../../simulator/in-node/phone/createPhone';
import { parseSettingsChange } from '../../simulator/in-node/phone/parseSettingsChange';
import type { PanelCloud, PanelEvents, PanelObjects, SettingsChange } from '../PanelProtocol';

/** Resolves with false when the request is not for the panel; then nothing was answered. */
export type PanelRoutes = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

const PANEL_DIR = join(__dirname, '../page');
const SHOWN_OBJECTS = 200;
const MAX_JSON_BYTES = 64 * 1024;

type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** What the panel shows of the local cloud's object store. */
export type CloudView = Pick<CosServer, 'faults' | 'objects' | 'requests' | 'onRequest'>;

/** The page around the phone at `/`, and its own API under `/panel/`. */
export function createPanelRoutes(phone: Phone, cloud?: CloudView): PanelRoutes {
  let bundled: ReturnType<typeof bundlePanel> | undefined;
  // When somebody looks: most phones are opened without a panel.
  const bundle = () => {
    bundled ??= bundlePanel();
    return bundled;
  };

  const routes: Record<string, Route> = {
    'GET /': async (_request, response) => answerText(response, 200, 'text/html', (await bundle()).html),
    'GET /panel/panel.js': async (_request, response) =>
      answerText(response, 200, 'text/javascript', (await bundle()).script),
    'GET /panel/panel.css': async (_request, response) =>
      answerText(response, 200, 'text/css', (await bundle()).style),
    'GET /panel/objects': async (_request, response) => answerJson(response, 200, await newestObjects(cloud)),
    'GET /panel/events': (request, response) => streamEvents(request, response, phone, cloud),
    'GET /panel/album': async (request, response, url) => {
      const item = phone.album().find(({ id }) => id === url.searchParams.get('id'));
      const path = item && phone.albumPath(item.id);
      if (!path) return answerJson(response, 404, { message: 'The album has no such item.' });
      return sendFile(request, response, path, url.searchParams.has('download') ? item.name : undefined);
    },
    'POST /panel/settings': async (request, response) => {
      const change: SettingsChange = parseSettingsChange(await readJsonBody(request, MAX_JSON_BYTES));
      phone.settings.update(change);
      answerJson(response, 200, phone.settings.current);
    },
    'POST /panel/permissions/reset': (_request, response) => {
      phone.resetPermissions();
      answerJson(response, 200, phone.settings.current);
    },
    'POST /panel/console/clear': (_request, response) => {
      phone.console.clear();
      answerJson(response, 200, {});
    },
    'POST /panel/cloud/faults': async (request, response) => {
      // Checked by the switches.
      const change = (await readJsonBody(request, MAX_JSON_BYTES)) as FaultsChange;
      answerJson(response, 200, faultsOf(cloud).change(change));
    },
    'POST /panel/cloud/faults/reset': (_request, response) =>
      answerJson(response, 200, faultsOf(cloud).reset()),
    'POST /panel/cloud/faults/revoke-used-keys': (_request, response) =>
      answerJson(response, 200, faultsOf(cloud).revokeUsedKeys()),
    'POST /panel/shown': async (request, response) => {
      phone.setShown((await readJsonBody(request, MAX_JSON_BYTES)) === true);
      answerJson(response, 200, {});
    },
  };

  return async (request, response) => {
    const path = pathOf(request);
    if (path !== '/' && !path.startsWith('/panel/')) return false;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = routes[`${method} ${path}`];
    try {
      if (route) await route(request, response, new URL(request.url ?? '/', 'http://panel'));
      else answerJson(response, 404, { message: `The panel has no ${request.method} ${path}.` });
    } catch (error) {
      answerError(response, error);
    }
    return true;
  };
}

/** The state, and what changes it: what comes while the bucket is listed is in the state. */
async function streamEvents(
  request: IncomingMessage,
  response: ServerResponse,
  phone: Phone,
  cloud: CloudView | undefined,
): Promise<void> {
  const tell = <E extends keyof PanelEvents>(event: E, data: PanelEvents[E]): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 1000\n\n');
  const stops = [
    phone.settings.onChange((settings) => tell('settings', settings)),
    phone.onAlbumChange(() => tell('album', phone.album())),
    phone.console.onEntry((entry) => tell('console', entry)),
    cloud?.onRequest((entry) => tell('request', entry)),
    cloud?.faults.onChange((faults) => tell('faults', faults)),
  ];
  request.once('close', () => {
    for (const stop of stops) stop?.();
  });
  const objects = await newestObjects(cloud);
  // Nothing is waited for from here on: an event that came in between would be lost, or be told twice.
  tell('state', {
    settings: phone.settings.current,
    fresh: phone.settings.fresh,
    developer: phone.openId,
    album: phone.album(),
    console: phone.console.entries(),
    ...(cloud && { cloud: panelCloud(cloud, objects) }),
  });
}

async function newestObjects(cloud: CloudView | undefined): Promise<PanelObjects> {
  const objects = (await cloud?.objects()) ?? [];
  const newest = objects.toSorted((a, b) => b.lastModified - a.lastModified).slice(0, SHOWN_OBJECTS);
  return { count: objects.length, newest };
}

function panelCloud(cloud: CloudView, objects: PanelObjects): PanelCloud {
  const { current, operations, actions } = cloud.faults;
  return { objects, requests: cloud.requests(), faults: current, operations, actions };
}

function faultsOf(cloud: CloudView | undefined): CloudView['faults'] {
  if (!cloud) throw new Error('This simulator was started without a local cloud.');
  return cloud.faults;
}

async function bundlePanel(): Promise<{ html: string; script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [join(PANEL_DIR, 'panel.tsx'), join(PANEL_DIR, 'panel.css'), join(PANEL_DIR, 'index.html')],
    loader: { '.html': 'copy' },
    bundle: true,
    write: false,
    outdir: PANEL_DIR,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const text = (suffix: string): string => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  return { html: text('.html'), script: text('.js'), style: text('.css') };
}
