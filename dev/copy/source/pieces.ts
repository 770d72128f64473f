/** What `--only` brings. The type check of each piece (test/copy) says when one lacks something. */
export interface Piece {
  /** Folders of flows, which `createFlows.ts` puts together. */
  readonly flows: readonly Flow[];
  /** Folders of `components/`. */
  readonly components: readonly string[];
}

/** Every folder that `createFlows.ts` can do without. */
export const flowFolders = ['choose', 'upload', 'download', 'browse', 'diagnose'] as const;
type Flow = (typeof flowFolders)[number];

export const pieces = {
  upload: { flows: ['choose', 'upload', 'browse'], components: [] },
  save: { flows: ['download'], components: ['cos-save-button'] },
  list: { flows: ['browse'], components: [] },
  diagnose: { flows: ['diagnose'], components: [] },
  'cos-uploader': { flows: ['choose', 'upload', 'browse', 'download'], components: ['cos-uploader'] },
  'cos-image': { flows: ['browse', 'download'], components: ['cos-image'] },
  'cos-privacy': { flows: [], components: ['cos-privacy'] },
  'link-sheet': { flows: ['browse'], components: ['link-sheet'] },
} as const satisfies Record<string, Piece>;

export type PieceName = keyof typeof pieces;

export function isPieceName(name: string): name is PieceName {
  return Object.hasOwn(pieces, name);
}
