import { type TransformFailure, transformSync } from 'esbuild';
import { messageOf } from '../../../messageOf';
import { BuildError } from './BuildError';
import type { SourceTree } from './SourceTree';

/** An object from a JSON file; undefined when there is no such file. */
export function readJson<T extends object>(tree: SourceTree, path: string): Partial<T> | undefined {
  const text = tree.text(path);
  if (text === undefined) return undefined;
  const value = parse(path, text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Partial<T>;
  throw new BuildError({ file: path }, 'no valid JSON here: an object is expected.');
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = messageOf(error);
    throw new BuildError({ file: path, ...findFault(text) }, `no valid JSON: ${reason.split('\n')[0]}`);
  }
}

/** JSON.parse names no line. */
function findFault(text: string): { line: number; column: number } | undefined {
  try {
    transformSync(text, { loader: 'json', logLevel: 'silent' });
    return undefined;
  } catch (error) {
    const location = (error as TransformFailure).errors?.[0]?.location;
    return location ? { line: location.line, column: location.column + 1 } : undefined;
  }
}
