import { BuildError, positionAt } from './BuildError';
import type { SourceTree } from './SourceTree';

/** An object from a JSON file; undefined when there is no such file. */
export function readJson<T extends object>(tree: SourceTree, path: string): Partial<T> | undefined {
  const text = tree.text(path);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error('An object is expected.');
    return value as Partial<T>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const index = Number(
      /at position (\d+)/.exec(reason)?.[1] ?? (/end of JSON/.test(reason) ? text.length : Number.NaN),
    );
    throw new BuildError(
      Number.isNaN(index) ? { file: path } : positionAt(path, text, index),
      `no valid JSON: ${reason}`,
    );
  }
}
