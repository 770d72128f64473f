import type { EventNames } from './openChannel';
import type { ConsoleLevel, PhoneFunctions, PhoneStart } from './PhoneProtocol';
import type { Program } from './Program';

/** What a page asks and tells Node. */
export interface NodeSide extends PhoneFunctions {
  /** Before everything else. `opener` is what the page's URL names as `?opener=`. */
  hello(opener: string | null): Promise<Hello>;
  /** The Mini Program's first page is ready; with an error it could not start. */
  started(error?: string): void;
  logged(line: LogLine): void;
  threw(error: ThrownError): void;
  /** A function of miniprogram-automator's exposeFunction was called. */
  bindingCalled(call: { name: string; args: unknown[] }): void;
}

export const nodeEvents: EventNames<NodeSide> = {
  abortTask: true,
  setShown: true,
  started: true,
  logged: true,
  threw: true,
  bindingCalled: true,
};

type Hello = Built & { phone: PhoneStart };

export type Built = { program: Program } | { buildError: string };

interface LogLine {
  level: ConsoleLevel;
  /** As JSON can carry them. */
  args: unknown[];
}

export interface ThrownError {
  name: string;
  message: string;
  stack: string;
  /** What was going on, as `onLoad of pages/home/home`. */
  during: string;
}
