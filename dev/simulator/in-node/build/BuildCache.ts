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
  #page: Promise<string> | undefined;

  /** The script of the phone's page, which is the simulator's own and the same for each Mini Program: made once. */
  page(bundle: () => Promise<string>): Promise<string> {
    this.#page ??= bundle();
    return this.#page;
  }

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
