import { type Action, Failure } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';
import type { Messages } from './messages';
import { shortenName } from './shortenName';

/** The button that helps. */
export type Help = 'retry' | 'settings' | 'none';

/** What the failure card shows; plain data, so that it can go through setData. */
export interface FailureView {
  readonly code: FailureCode;
  readonly heading: string;
  readonly cause: string;
  readonly advice: string;
  readonly help: Help;
  /** '' when there is no button. */
  readonly helpLabel: string;
  /** The small line: code, HTTP status, COS's own code. */
  readonly codeLine: string;
  /** '' when COS gave no request id. */
  readonly requestLine: string;
  /** What is copied when the small lines are tapped. */
  readonly report: string;
  readonly copyLabel: string;
  readonly notCopied: string;
  readonly closeLabel: string;
}

/** Columns of Latin letters that a file name gets in the heading. */
const NAME_COLUMNS = 28;

/** The same attempt would end the same way. */
const retryIsUseless: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'address-broken',
  'config-incomplete',
  'path-style-refused',
  'object-missing',
  'domain-not-listed',
  'too-large',
  'name-too-long',
  'file-empty',
  'file-unreadable',
  'album-type',
  'not-for-album',
  'document-type',
  'privacy-undeclared',
]);

/** `error` is what a flow rejected with; anything else counts as `unknown`, attempted by `action`. */
export function describeFailure(error: unknown, action: Action, texts: Messages): FailureView {
  const failure =
    error instanceof Failure
      ? error
      : new Failure({ code: 'unknown', attempt: { action }, detail: String(error) });
  const { cause, advice } = texts.failures[failure.code](failure.params);
  const help = helpFor(failure.code);
  const name = failure.attempt.name;
  return {
    code: failure.code,
    heading: texts.attempt(failure.attempt, name === undefined ? undefined : shortenName(name, NAME_COLUMNS)),
    cause,
    advice,
    help,
    helpLabel: help === 'none' ? '' : texts.failureCard[help],
    codeLine: [failure.code, failure.status, failure.serviceCode].filter(isKnown).join(' · '),
    requestLine: failure.requestId === undefined ? '' : texts.failureCard.requestId(failure.requestId),
    report: reportOf(failure),
    copyLabel: texts.failureCard.copyReport,
    notCopied: texts.failureCard.notCopied,
    closeLabel: texts.failureCard.close,
  };
}

export function helpFor(code: FailureCode): Help {
  if (code === 'album-refused') return 'settings';
  return retryIsUseless.has(code) ? 'none' : 'retry';
}

/** In English whatever the language: it is read by whoever runs the Mini Program. */
function reportOf(failure: Failure): string {
  const { action, name } = failure.attempt;
  const lines: ReadonlyArray<readonly [string, string | number | undefined]> = [
    ['action', action],
    ['file', name],
    ['code', failure.code],
    ['status', failure.status],
    ['service code', failure.serviceCode],
    ['request id', failure.requestId],
    ['message', failure.detail],
  ];
  return lines
    .filter(([, value]) => isKnown(value))
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}

function isKnown(value: string | number | undefined): boolean {
  return value !== undefined && value !== '';
}
