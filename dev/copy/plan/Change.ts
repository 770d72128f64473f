/** What is done with one file of the Mini Program. Paths are relative to its root. */
export type Change =
  | { readonly kind: 'add' | 'update'; readonly path: string; readonly bytes: Buffer }
  /** A JSON file of theirs; `what` says in words what it gets. */
  | { readonly kind: 'edit'; readonly path: string; readonly bytes: Buffer; readonly what: readonly string[] }
  | { readonly kind: 'remove'; readonly path: string }
  /** Changed by them since it was copied, and left as it is. `beside`: where the new version is put. */
  | { readonly kind: 'keep'; readonly path: string; readonly beside?: { path: string; bytes: Buffer } }
  /** Deleted by them since, and left out. */
  | { readonly kind: 'leave-out'; readonly path: string };
