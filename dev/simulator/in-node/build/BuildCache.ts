import type { SourceTree } from './SourceTree';

interface Compiled {
  /** Text of each file that it was made of, by path. */
  sources: ReadonlyMap<string, string>;
  code: string;
}

/**
 * What earlier builds compiled, so that the next one only compiles what changed. It can serve several Mini Programs: what
 * has the same name in two of them, and other text, is compiled for both.
 */
export class BuildCache {
  readonly #compiled = new Map<string, Compiled>();

  /** What was compiled under this name, while the tree has the same texts. */
  find(name: string, tree: SourceTree): string | undefined {
    const known = this.#compiled.get(name);
    if (!known) return undefined;
    for (const [path, text] of known.sources) if (tree.text(path) !== text) return undefined;
    return known.code;
  }

  keep(name: string, sources: Compiled['sources'], code: string): void {
    this.#compiled.set(name, { sources, code });
  }
}
