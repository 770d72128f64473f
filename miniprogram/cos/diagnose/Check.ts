import type { Failure } from '../failures/Failure';

/** In the order in which they run: each needs only what comes before it. */
export const checkIds = [
  'host',
  'library',
  'network',
  'settings',
  'privacy',
  'function',
  'key',
  'clock',
  // WeChat looks at its lists before anything leaves the phone: what COS says of the bucket is heard only after that.
  'request',
  'uploadFile',
  'downloadFile',
  'addressing',
  'list',
  'upload',
  'parts',
  'read',
  'image',
  'album',
  'delete',
] as const;

export type CheckId = (typeof checkIds)[number];

/** What is worth a word although nothing failed. */
export type Note =
  /** A name or a number, the same in each language. */
  | { readonly name: 'fact'; readonly text: string }
  | { readonly name: 'versions'; readonly wechat: string; readonly library: string }
  /** The phone's clock minus the server's; the client reckons with it. */
  | { readonly name: 'clock'; readonly seconds: number }
  /** For how long the temporary key is good; `isOpen`: who issued it does not say what it allows. */
  | { readonly name: 'life'; readonly seconds: number; readonly isOpen: boolean }
  /** WeChat asks the person the first time; this Mini Program runs without it until then. */
  | { readonly name: 'not-asked' }
  /** The bucket makes no smaller pictures. The pages do without. */
  | { readonly name: 'no-processing' };

export type CheckState =
  | { readonly name: 'waiting' }
  | { readonly name: 'running' }
  | { readonly name: 'passed'; readonly milliseconds: number; readonly note?: Note }
  | { readonly name: 'failed'; readonly milliseconds: number; readonly failure: Failure }
  /** `because` has failed: this one would say nothing new. */
  | { readonly name: 'skipped'; readonly because: CheckId };

export interface Check {
  readonly id: CheckId;
  readonly state: CheckState;
}
