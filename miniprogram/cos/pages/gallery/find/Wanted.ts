export type Kinds = 'all' | 'image' | 'video' | 'file';
/** `newest` is the order in which COS lists, by key. */
export type Order = 'newest' | 'name' | 'size';

/** What a person wants to see of the list, and in which order. */
export interface Wanted {
  readonly kinds: Kinds;
  readonly order: Order;
  /** As typed. */
  readonly query: string;
}

export const everything: Wanted = { kinds: 'all', order: 'newest', query: '' };

/** Nothing is left out, and nothing moved. */
export function isEverything({ kinds, order, query }: Wanted): boolean {
  return kinds === 'all' && order === 'newest' && query.trim() === '';
}
