import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { promisify } from 'node:util';

/** A line of theirs that keeps files out of git. */
export interface IgnoreRule {
  /** As git names it: a .gitignore by its path in the repository. */
  readonly source: string;
  readonly line: number;
  readonly pattern: string;
  /** What it keeps out, as lines of the same file say it: `/cos/a.js`, or `/cos/miniprogram_npm/` for a folder as a whole. */
  readonly places: readonly string[];
}

/**
 * The rules by which git would leave out some of these files, which need not be there yet. None without git or a repository.
 *
 * @param paths relative to `root`, with slashes.
 */
export async function keptOutOfGit(root: string, paths: readonly string[]): Promise<IgnoreRule[]> {
  const folders = new Set(paths.flatMap(foldersOf));
  const prefix = (await git(root, ['rev-parse', '--show-prefix'])).trim();
  const answer = await git(root, ['check-ignore', '--verbose', '--', ...folders, ...paths]);
  const rules = new Map<string, IgnoreRule & { places: string[] }>();
  const outside: string[] = [];
  for (const [, source = '', line = '', pattern = '', path = ''] of answer.matchAll(
    /^(.+):(\d+):(.*)\t(.+)$/gm,
  )) {
    // An exception of theirs; or something in a folder that is kept out as a whole.
    if (pattern.startsWith('!') || outside.some((folder) => path.startsWith(folder))) continue;
    if (path.endsWith('/')) outside.push(path);
    const home = posix.basename(source) === '.gitignore' ? posix.dirname(source) : '';
    const name = `${source}:${line}`;
    const rule = rules.get(name) ?? { source, line: Number(line), pattern, places: [] };
    rules.set(name, rule);
    rule.places.push(`/${posix.relative(home, posix.join(prefix, path))}${path.endsWith('/') ? '/' : ''}`);
  }
  return [...rules.values()];
}

/** What it answers; nothing when it fails, or when there is none. */
async function git(root: string, args: readonly string[]): Promise<string> {
  const options = { cwd: root, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)('git', args, options).catch(() => ({ stdout: '' }));
  return stdout;
}

/** Each with a slash at the end, the outermost first. */
function foldersOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [...foldersOf(folder), `${folder}/`];
}
