import type { Values } from './values/Values';

/** What somebody asks of the command. */
export type Request = {
  /** Nothing is written; what would be is shown. */
  readonly dry: boolean;
} & (
  | { readonly kind: 'bucket'; readonly given: Values }
  | {
      /** Back to the local cloud. */
      readonly kind: 'local';
      /** Default: the visitor's, as shipped. */
      readonly appId?: string;
    }
);
