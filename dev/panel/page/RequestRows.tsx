import { useMemo, useState } from 'preact/hooks';
import type { RequestLogEntry } from '../../cos-server/log/RequestLog';
import { formatBytes, formatMoment, formatTime } from './format';
import { texts } from './texts';

const COPIED_MS = 1500;

/** A row of the log. Clicked, it tells below who called, why it was refused and what was signed. */
export function RequestRows({ request }: { request: RequestLogEntry }) {
  const [open, setOpen] = useState(false);
  return useMemo(
    () => (
      <>
        <tr class="request" onClick={() => setOpen(!open)}>
          <td class="dim">{formatTime(request.at)}</td>
          <td>
            <button class="request-open" aria-expanded={open}>
              {request.operation}
            </button>
          </td>
          <td class="key">{request.key}</td>
          <td class={`number ${request.status < 400 ? 'status-good' : 'status-bad'}`}>{request.status}</td>
          <td class="number dim">{Math.round(request.durationMs)}</td>
        </tr>
        {open && <Details request={request} />}
      </>
    ),
    [request, open],
  );
}

/** All that the log has about a request, with a button that copies it. */
function Details({ request }: { request: RequestLogEntry }) {
  const [copied, setCopied] = useState(false);
  const facts = factsOf(request);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(facts.map(([name, value]) => `${name}: ${value}`).join('\n'));
    setCopied(true);
    window.setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <tr class="request-details">
      <td colSpan={5}>
        <dl class="mono">
          {facts.map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        {/* Browsers have no clipboard for pages that came over the network without encryption. */}
        <button class="button" hidden={!navigator.clipboard} onClick={copy}>
          {copied ? texts.copied : texts.copy}
        </button>
      </td>
    </tr>
  );
}

function factsOf(request: RequestLogEntry): [name: string, value: string][] {
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
