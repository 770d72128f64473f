import { foreignHost } from '../host/hostApp';
import { describeFailure, type FailureDescription } from '../i18n/describeFailure';
import type { Language } from '../i18n/messages';
import { type ScreenMessages, screenMessages } from '../i18n/screenMessages';
import type { Check, Note } from './Check';

/** What a person reads of a check. */
export interface CheckDescription {
  readonly title: string;
  /** '' when there is nothing to say: what it found, or why it was left out. */
  readonly note: string;
  /** When it failed: what that means, and the one thing to do. */
  readonly failure?: FailureDescription;
}

/** @param language default: WeChat's, English for all that is not Chinese */
export function describeCheck({ id, state }: Check, language?: Language): CheckDescription {
  const texts = screenMessages(language);
  const { checks, because, advice } = texts.doctor;
  const title = checks[id];
  switch (state.name) {
    case 'failed': {
      const failure = describeFailure(state.failure, language);
      const host = id === 'host' ? foreignHost() : undefined;
      const cause = host ? texts.notWeChat(host) : failure.cause;
      return { title, note: '', failure: { ...failure, cause, advice: adviceFor(id) ?? failure.advice } };
    }
    case 'skipped':
      return { title, note: because(checks[state.because]) };
    case 'passed':
      return { title, note: state.note ? noteText(state.note, texts) : '' };
    default:
      return { title, note: '' };
  }

  function adviceFor(check: Check['id']): string | undefined {
    return check === 'host' || check === 'album' ? advice[check] : undefined;
  }
}

function noteText(note: Note, { doctor, duration }: ScreenMessages): string {
  switch (note.name) {
    case 'fact':
      return note.text;
    case 'versions':
      return doctor.versions(note.wechat, note.library);
    case 'clock':
      return doctor.clock(duration(Math.abs(note.seconds)), note.seconds < 0);
    case 'life':
      return doctor.life(duration(note.seconds), note.isOpen);
    case 'not-asked':
      return doctor.notAsked;
    case 'no-processing':
      return doctor.noProcessing;
  }
}
