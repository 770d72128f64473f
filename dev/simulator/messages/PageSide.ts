import type { EventNames } from './openChannel';
import type { PhoneEvents } from './PhoneProtocol';

/** What Node asks and tells a page. */
export interface PageSide extends PhoneEvents {
  /** Load anew: the program has changed. */
  reload(): void;
  showBuildError(message: string): void;
  /** Answers a method of miniprogram-automator's protocol. */
  automate(method: string, params: AutomatorParams): Promise<unknown>;
}

export const pageEvents: EventNames<PageSide> = {
  reload: true,
  showBuildError: true,
  taskProgress: true,
  taskHeaders: true,
  settingsChanged: true,
  visibilityChanged: true,
};

/** What miniprogram-automator sends with a method. */
export type AutomatorParams = Readonly<Record<string, unknown>>;
