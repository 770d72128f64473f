import type { FaultsChange } from '../../cos-server/faults/Faults';
import type { PanelObjects, SettingsChange } from '../PanelProtocol';

/** The panel's server. Each call rejects with what it answered when that was no success. */
export const panelApi = {
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

async function call<Result>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Result> {
  const response = await fetch(`/panel/${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  throw new Error(`/panel/${path}: ${response.status} ${answer?.message ?? response.statusText}`);
}
