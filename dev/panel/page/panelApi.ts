import type { FaultsChange } from '../../cos-server/faults/Faults';
import type { PanelEvents, PanelObjects, PanelState, SettingsChange } from '../PanelProtocol';

export const panelApi = {
  state: () => call<PanelState>('GET', 'state'),
  objects: () => call<PanelObjects>('GET', 'objects'),
  changeSettings: (change: SettingsChange) => call('POST', 'settings', change),
  resetPermissions: () => call('POST', 'permissions/reset'),
  clearConsole: () => call('POST', 'console/clear'),
  setShown: (shown: boolean) => call('POST', 'shown', shown),
  setFaults: (change: FaultsChange) => call('POST', 'cloud/faults', change),
  clearFaults: () => call('POST', 'cloud/faults/reset'),
  revokeUsedKeys: () => call('POST', 'cloud/faults/revoke-used-keys'),
  albumUrl: (id: string) => `/panel/album?id=${encodeURIComponent(id)}`,
};

/** Live updates; the browser reconnects by itself, and `onOpen` tells of every connection. */
export function listen(
  handlers: { [E in keyof PanelEvents]: (data: PanelEvents[E]) => void },
  onOpen: () => void,
  onLost: () => void,
): void {
  const source = new EventSource('/panel/events');
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  for (const [name, handler] of Object.entries(handlers)) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => handler(JSON.parse(data)));
  }
}

async function call<Result>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Result> {
  const response = await fetch(`/panel/${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`/panel/${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
