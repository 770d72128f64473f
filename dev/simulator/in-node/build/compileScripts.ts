import { type TransformFailure, transform } from 'esbuild';
import { phoneLanguage } from '../../../phoneLanguage';
import type { BuildCache } from './BuildCache';
import { BuildError } from './BuildError';
import type { SourceTree } from './SourceTree';

/** TypeScript and JavaScript to CommonJS, file by file, by path with `.js`. */
export async function compileScripts(tree: SourceTree, cache: BuildCache): Promise<Record<string, string>> {
  const sources = tree.paths.filter((path) => path.endsWith('.ts') || path.endsWith('.js'));
  const compiled = await Promise.all(
    sources.map(async (path): Promise<[string, string]> => {
      const text = tree.text(path) ?? '';
      const code = cache.find(path, tree) ?? (await compileScript(path, text));
      cache.keep(path, new Map([[path, text]]), code);
      return [path.replace(/\.ts$/, '.js'), code];
    }),
  );
  return Object.fromEntries(compiled);
}

async function compileScript(path: string, text: string): Promise<string> {
  const isPackage = path.split('/').includes('miniprogram_npm');
  try {
    const { code } = await transform(text, {
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      ...phoneLanguage,
      sourcefile: path,
      sourcemap: isPackage ? false : 'inline',
      // As WeChat's compiler: fields of a class stay fields, and come before what a parameter of its constructor declares.
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
      logLevel: 'silent',
    });
    // The page evaluates modules: this is the name that stack traces give them.
    return `${code}\n//# sourceURL=${path}`;
  } catch (error) {
    const first = (error as TransformFailure).errors?.[0];
    if (!first) throw error;
    const { location } = first;
    throw new BuildError(
      { file: path, ...(location && { line: location.line, column: location.column + 1 }) },
      first.text,
    );
  }
}
