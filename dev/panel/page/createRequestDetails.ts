import type { RequestLogEntry } from '../../cos-server/log/RequestLog';
import { element } from './element';
import { formatBytes, formatMoment } from './format';
import type { PanelTexts } from './texts';

const COPIED_MS = 1500;

/** All that the log has about a request, as a row of its table, with a button that copies it. */
export function createRequestDetails(request: RequestLogEntry, texts: PanelTexts): HTMLElement {
  const facts = factsOf(request, texts);
  const copy = element('button', { class: 'button' }, texts.copy);
  // Browsers have no clipboard for pages that came over the network without encryption.
  copy.hidden = !navigator.clipboard;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(facts.map(([name, value]) => `${name}: ${value}`).join('\n'));
    copy.textContent = texts.copied;
    window.setTimeout(() => {
      copy.textContent = texts.copy;
    }, COPIED_MS);
  });
  return element(
    'tr',
    { class: 'request-details' },
    element(
      'td',
      { colspan: '5' },
      element(
        'dl',
        { class: 'mono' },
        ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
      ),
      copy,
    ),
  );
}

function factsOf(request: RequestLogEntry, texts: PanelTexts): [name: string, value: string][] {
  const { requestBytes, responseBytes } = request;
  const facts: [string, string | undefined][] = [
    [texts.time, formatMoment(request.at)],
    [texts.operation, `${request.operation} (${request.method} ${request.path})`],
    [texts.key, request.key],
    [texts.status, String(request.status)],
    [texts.reason, request.reason],
    [texts.caller, request.caller],
    [texts.traffic, `${formatBytes(requestBytes)} / ${formatBytes(responseBytes)}`],
    [texts.duration, `${request.durationMs.toFixed(1)} ms`],
    [texts.requestId, request.requestId],
    [texts.stringToSign, request.stringToSign],
    [texts.signedText, request.formatString],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}
