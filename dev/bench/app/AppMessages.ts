import type { MessagePort } from 'node:worker_threads';
import type { PhoneStart } from '../../simulator/messages/PhoneProtocol';
import type { CloudAddress } from '../cloud/CloudMessages';
import type { SetDataCalls } from './ways/ShownPage';
import type { WayName } from './ways/ways';

export interface FileToSend {
  /** On the phone. */
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

/** What the thread of a Mini Program is given at its start. */
export interface AppTask {
  readonly way: WayName;
  readonly files: readonly FileToSend[];
  readonly cloud: CloudAddress;
  readonly modules: AppModules;
  /** The other end of the phone's channel. */
  readonly phone: MessagePort;
  readonly start: PhoneStart;
}

/** Paths of what the ways load. */
export interface AppModules {
  /** This template's door, built. */
  readonly product: string;
  readonly sdk: string;
}

/** What a way tells of how it went. */
export interface Told {
  /** How often a file was said to have failed; each is sent again at once. */
  readonly failures: number;
  /** How often a page would have heard of it. */
  readonly notifications?: number;
  /** What a page that was open sent to the screen. */
  readonly setData?: SetDataCalls;
}

export interface AppReport extends Told {
  /** From the start until the last file is known to be stored. */
  readonly seconds: number;
  /** For how long temporary keys were asked for. */
  readonly keySeconds: number;
  /** Live bytes of the script, at most, above those before the start. */
  readonly peakBytes: number;
}

/** Ready, it waits for any message, and then uploads. */
export type AppMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly report: AppReport }
  | { readonly kind: 'failed'; readonly reason: string };
