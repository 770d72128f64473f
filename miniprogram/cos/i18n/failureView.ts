import { type Action, Failure, type FailureParams } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';
import { failureFrom } from '../failures/failureFrom';
import { type Help, helpFor } from '../failures/helpFor';
import { scopeOf } from '../failures/scopeOf';
import { withoutSecrets } from '../failures/withoutSecrets';
import { shortenName } from '../format/shortenName';
import type { Messages } from './messages';
import { shownName } from './shownName';
import { textOf } from './textOf';

/** What the failure card shows; plain data, so that it can go through setData. */
export interface FailureView {
  readonly code: FailureCode;
  readonly heading: string;
  readonly cause: string;
  readonly advice: string;
  readonly help: Help;
  /** '' when there is no button. */
  readonly helpLabel: string;
  /** The same once more, beside what opens the settings of the phone: WeChat does not tell when they helped. Else ''. */
  readonly againLabel: string;
  /** The small line: code, HTTP status, COS's own code. */
  readonly codeLine: string;
  /** '' when COS gave no request id. */
  readonly requestLine: string;
  /** What wx or COS said, when the cause is not known for sure; else ''. */
  readonly messageLine: string;
  /** What is copied when the small lines are tapped. */
  readonly report: string;
  readonly copyLabel: string;
  readonly notCopied: string;
  /** For a phone whose settings cannot be opened from here. */
  readonly byHand: string;
  readonly closeLabel: string;
  /** Of the link to the doctor; '' where it has nothing to find: what is wrong with one file is known. */
  readonly doctorLabel: string;
}

/** Columns of Latin letters that a file name gets in the heading. */
const NAME_COLUMNS = 28;
/** The same for a key or a path in a sentence: all of it is in the report. */
const PARAM_COLUMNS = 100;

/** Their texts leave open what happened. */
const isOpen: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unknown',
  'connection-failed',
  'credential-unreachable',
  'function-missing',
  'file-broken',
  'not-supported',
]);

/** Characters of a message that fit into the card, and into what a person sends to somebody. */
const CARD_LENGTH = 200;
const REPORT_LENGTH = 1000;

/** `error` is what a flow rejected with; of anything else the cause is looked for, attempted by `action`. */
export function failureView(error: unknown, action: Action, texts: Messages): FailureView {
  const failure = error instanceof Failure ? error : failureFrom(error, { action });
  const { cause, advice } = textOf({ code: failure.code, params: shownParams(failure.params) }, texts);
  const help = helpFor(failure.code);
  const name = failure.attempt.name;
  return {
    code: failure.code,
    heading: texts.attempt(
      failure.attempt,
      name === undefined ? undefined : shortenName(shownName(name, texts), NAME_COLUMNS),
    ),
    cause,
    advice,
    help,
    helpLabel: helpLabel(help, texts),
    againLabel: help === 'phone-settings' ? texts.failureCard.retry : '',
    codeLine: [failure.code, failure.status, failure.serviceCode].filter(isKnown).join(' · '),
    requestLine: failure.requestId === undefined ? '' : texts.failureCard.requestId(failure.requestId),
    messageLine: isOpen.has(failure.code) ? withoutSecrets(failure.detail).slice(0, CARD_LENGTH) : '',
    report: reportOf(failure),
    copyLabel: texts.failureCard.copyReport,
    notCopied: texts.failureCard.notCopied,
    byHand: texts.failureCard.byHand,
    closeLabel: texts.failureCard.close,
    doctorLabel:
      scopeOf(failure.code) === 'file' && !isOpen.has(failure.code) ? '' : texts.failureCard.doctor,
  };
}

function shownParams({ reason, ...params }: FailureParams): FailureParams {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? shortenName(value, PARAM_COLUMNS) : value,
  ]);
  // The reason is in the cloud function's own words, which may hold anything.
  const quoted = reason === undefined ? {} : { reason: withoutSecrets(String(reason)) };
  return { ...Object.fromEntries(shown), ...quoted };
}

function helpLabel(help: Help, { failureCard }: Messages): string {
  switch (help) {
    case 'none':
      return '';
    case 'phone-settings':
      return failureCard.phoneSettings;
    default:
      return failureCard[help];
  }
}

/**
 * In English whatever the language: it is read by whoever runs the Mini Program. Without a key, token or signature,
 * whatever the message holds.
 */
function reportOf(failure: Failure): string {
  const { action, name } = failure.attempt;
  const lines: ReadonlyArray<readonly [string, string | number | undefined]> = [
    ['action', action],
    ['file', name],
    ['code', failure.code],
    ['status', failure.status],
    ['service code', failure.serviceCode],
    ['request id', failure.requestId],
    ['method', failure.method],
    ['url', failure.url],
    ['reason', reasonOf(failure)],
    ['message', withoutSecrets(failure.detail).slice(0, REPORT_LENGTH)],
  ];
  return lines
    .filter(([, value]) => isKnown(value))
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}

/** Of a failure whose reason COS's answer alone does not tell: `kind=action, action=name/cos:GetObject`. */
function reasonOf({ params }: Failure): string {
  if (params.kind === undefined) return '';
  return Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function isKnown(value: string | number | undefined): boolean {
  return value !== undefined && value !== '';
}
