import type { OverlayTexts } from './texts';

/** What each layer is given beside what it shows. */
export interface Layer<Answer> {
  texts: OverlayTexts;
  close: (answer: Answer) => void;
}
