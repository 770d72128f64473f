/** What the process of WeChat's compiler is asked for. Paths are absolute. */
export type CompilerTask =
  /** "Build npm", as `packNpmManually` does it: one entry of packNpmRelationList. */
  | { readonly kind: 'build-npm'; readonly packageJsonPath: string; readonly miniprogramNpmDistDir: string }
  /** Compiles a project as for an upload, and writes the files of the package into `output`. */
  | { readonly kind: 'compile'; readonly project: string; readonly output: string };

export type CompilerAnswer =
  | { readonly kind: 'done' }
  /** WeChat's own words: for a source file with its path and line. */
  | { readonly kind: 'refused'; readonly reason: string };
