import { readdir, readFile } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';

const codeExtensions = ['.ts', '.js', '.json', '.wxml', '.wxss', '.wxs'];

/** The source files of a Mini Program by path (with `/`, no leading one), with overrides laid over them. */
export class SourceTree {
  private constructor(private readonly files: ReadonlyMap<string, string>) {}

  static async read(root: string, overrides: Readonly<Record<string, string>> = {}): Promise<SourceTree> {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && isCode(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, sep).length).split(sep).join('/'))
      .filter((path) => !path.split('/').includes('node_modules'));
    const files = new Map(
      await Promise.all(
        paths.map(
          async (path): Promise<[string, string]> => [path, await readFile(join(root, path), 'utf8')],
        ),
      ),
    );
    for (const [path, text] of Object.entries(overrides)) files.set(posix.normalize(path), text);
    return new SourceTree(files);
  }

  get paths(): string[] {
    return [...this.files.keys()].sort();
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  text(path: string): string | undefined {
    return this.files.get(path);
  }
}

function isCode(name: string): boolean {
  return codeExtensions.some((extension) => name.endsWith(extension)) && !name.endsWith('.d.ts');
}
