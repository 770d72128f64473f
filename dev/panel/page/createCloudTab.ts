import type { RequestLogEntry } from '../../cos-server/log/RequestLog';
import type { ObjectSummary } from '../../cos-server/storage/ObjectSummary';
import type { PanelObjects, PanelState } from '../PanelProtocol';
import { createRequestDetails } from './createRequestDetails';
import type { Tab } from './createTabs';
import { element } from './element';
import { formatBytes, formatDate, formatTime } from './format';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

const SHOWN_REQUESTS = 200;
const REFRESH_MS = 300;

export interface CloudTab extends Tab {
  show(cloud: PanelState['cloud']): void;
  addRequest(request: RequestLogEntry): void;
}

export function createCloudTab(texts: PanelTexts): CloudTab {
  const view = element('section', { class: 'view' });
  const count = element('span', { class: 'count' });
  const objects = element('tbody', {});
  const objectCount = element('span', { class: 'count' });
  const requests = element('tbody', {});
  const objectsEmpty = element('p', { class: 'empty' }, texts.objectsEmpty);
  const requestsEmpty = element('p', { class: 'empty' }, texts.requestsEmpty);
  const objectTable = element('table', {}, head([texts.key], [texts.size, texts.changed]), objects);
  const requestTable = element(
    'table',
    {},
    head([texts.time, texts.operation, texts.key], [texts.status, 'ms']),
    requests,
  );

  const showObjects = ({ count: all, newest }: PanelObjects): void => {
    objects.replaceChildren(...newest.map(objectRow));
    objectCount.textContent = all === 0 ? '' : String(all);
    objectsEmpty.hidden = all > 0;
    objectTable.hidden = all === 0;
  };
  const showRequestTable = (): void => {
    const empty = requests.childElementCount === 0;
    requestsEmpty.hidden = !empty;
    requestTable.hidden = empty;
  };

  let stale = false;
  let refreshing = false;
  /** A burst of changes lists the bucket once, and a tab that nobody looks at lists nothing. */
  const refresh = (): void => {
    if (refreshing || !stale || view.hidden) return;
    refreshing = true;
    window.setTimeout(async () => {
      stale = false;
      try {
        showObjects(await panelApi.objects());
      } finally {
        refreshing = false;
      }
      refresh();
    }, REFRESH_MS);
  };
  return {
    onShown: refresh,
    id: 'cloud',
    title: texts.cloud,
    view,
    count,
    show(cloud) {
      if (!cloud) {
        view.replaceChildren(element('p', { class: 'empty' }, texts.cloudAbsent));
        return;
      }
      showObjects(cloud.objects);
      const newest = cloud.requests.slice(-SHOWN_REQUESTS).reverse();
      requests.replaceChildren(...newest.map((request) => requestRow(request, texts)));
      showRequestTable();
      view.replaceChildren(
        element('h2', {}, texts.objects, objectCount),
        element('div', { class: 'scroll' }, objectTable),
        objectsEmpty,
        element('h2', {}, texts.requests),
        requestTable,
        requestsEmpty,
      );
    },
    addRequest(request) {
      requests.prepend(requestRow(request, texts));
      while (requests.childElementCount > SHOWN_REQUESTS) requests.lastElementChild?.remove();
      showRequestTable();
      if (request.method === 'GET' || request.method === 'HEAD') return;
      stale = true;
      refresh();
    },
  };
}

function head(names: string[], numbers: string[]): HTMLElement {
  return element(
    'thead',
    {},
    element(
      'tr',
      {},
      ...names.map((name) => element('th', { scope: 'col' }, name)),
      ...numbers.map((name) => element('th', { scope: 'col', class: 'number' }, name)),
    ),
  );
}

function objectRow({ key, size, contentType, etag, lastModified }: ObjectSummary): HTMLElement {
  return element(
    'tr',
    { title: `${contentType}\n${etag}` },
    element('td', { class: 'key' }, key),
    element('td', { class: 'number' }, formatBytes(size)),
    element('td', { class: 'number dim' }, formatDate(lastModified)),
  );
}

/** A row of the log. Clicked, it tells who called, why it was refused and what was signed. */
function requestRow(request: RequestLogEntry, texts: PanelTexts): HTMLElement {
  const open = element('button', { class: 'request-open', 'aria-expanded': 'false' }, request.operation);
  const row = element(
    'tr',
    { class: 'request' },
    element('td', { class: 'dim' }, formatTime(request.at)),
    element('td', {}, open),
    element('td', { class: 'key' }, request.key ?? ''),
    element(
      'td',
      { class: `number ${request.status < 400 ? 'status-good' : 'status-bad'}` },
      String(request.status),
    ),
    element('td', { class: 'number dim' }, String(Math.round(request.durationMs))),
  );
  let details: HTMLElement | undefined;
  row.addEventListener('click', () => {
    open.setAttribute('aria-expanded', String(details === undefined));
    if (details) {
      details.remove();
      details = undefined;
      return;
    }
    details = createRequestDetails(request, texts);
    row.after(details);
  });
  return row;
}
