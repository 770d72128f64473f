import { failureView } from '../../i18n/failureView';
import type { ScreenMessages } from '../../i18n/screenMessages';
import { type Check, describeCheck } from '../../index';

/** What the page shows of a check; plain data. */
export interface CheckRow {
  readonly id: string;
  readonly state: Check['state']['name'];
  readonly title: string;
  /** What a screen reader says of the mark. */
  readonly stateLabel: string;
  /** '' before it is over. */
  readonly time: string;
  readonly note: string;
  /** '' unless it failed, as all that follows. */
  readonly cause: string;
  readonly advice: string;
  readonly code: string;
  readonly request: string;
  /** What WeChat or COS said, where the cause is not known for sure. */
  readonly message: string;
  /** The button that opens WeChat's settings. */
  readonly settings: string;
}

export function checkRow(check: Check, texts: ScreenMessages): CheckRow {
  const { id, state } = check;
  const { title, note, failure } = describeCheck(check);
  const view = state.name === 'failed' ? failureView(state.failure, 'other', texts) : undefined;
  return {
    id,
    state: state.name,
    title,
    stateLabel: texts.doctor.states[state.name],
    time: 'milliseconds' in state ? `${state.milliseconds} ms` : '',
    note,
    cause: failure?.cause ?? '',
    advice: failure?.advice ?? '',
    code: view?.codeLine ?? '',
    request: view?.requestLine ?? '',
    message: view?.messageLine ?? '',
    settings: failure?.help === 'settings' ? failure.helpLabel : '',
  };
}
