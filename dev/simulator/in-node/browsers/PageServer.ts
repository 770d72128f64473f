import type { TouchScreen } from './TouchScreen';

/** What a program that opens the phone's page needs of the simulator. */
export interface PageServer {
  /** Where it listens. */
  url: string;
  /** To be called before the page is opened. With a screen, input and screenshots are real. */
  expectPage(screen: TouchScreen | undefined): ExpectedPage;
}

export interface ExpectedPage {
  /** Of this page, and of no other. */
  url: string;
  /** Resolves when the page has started; rejects with what prevented it. */
  started(): Promise<void>;
  /** The page is closed, or was never opened. */
  forget(): void;
}
