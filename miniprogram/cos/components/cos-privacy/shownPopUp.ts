import type { PrivacyQuestion } from './PrivacyQuestion';
import { privacyApi } from './privacyApi';

interface PopUp {
  ask(question: PrivacyQuestion): void;
}

/** Of the page in front. */
let inFront: PopUp | undefined;

/**
 * WeChat has one listener, the last that was registered, for all pages. So one goes to whichever pop-up is in front, and is
 * registered anew with each page that comes to the front: it may have left one that has a listener of its own.
 */
export function putInFront(popUp: PopUp): void {
  inFront = popUp;
  privacyApi().onNeedPrivacyAuthorization?.((answer, { referrer }) => {
    if (inFront) {
      inFront.ask({ referrer, answer });
      return;
    }
    // Unanswered, the call would never end.
    console.warn(`cos-privacy: ${referrer} needs consent on a page without <cos-privacy>, so it is refused.`);
    answer({ event: 'disagree' });
  });
}

export function takeFromFront(popUp: PopUp): void {
  if (inFront === popUp) inFront = undefined;
}
