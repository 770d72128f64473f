import type { ComponentSource, Program } from '../../messages/Program';
import { BuildCache } from './BuildCache';
import { compileScripts } from './compileScripts';
import { compileStyle } from './compileStyles';
import { compileTemplates } from './compileTemplates';
import { readComponents } from './readComponents';
import { SourceTree } from './SourceTree';

interface BuildOptions {
  /** The folder with app.json. */
  source: string;
  /** Text by path relative to `source`: takes the place of a file. */
  overrides?: Readonly<Record<string, string>>;
  /** Of earlier builds. */
  cache?: BuildCache;
}

/** Throws `BuildError` with file and line when the source can't run in WeChat either. */
export async function buildMiniProgram({
  source,
  overrides,
  cache = new BuildCache(),
}: BuildOptions): Promise<Program> {
  const tree = await SourceTree.read(source, overrides);
  const warnings: string[] = [];
  const warn = (warning: string): void => void warnings.push(warning);
  const { components, ...configs } = readComponents(tree, warn);
  const [modules, templates] = await Promise.all([
    compileScripts(tree, cache),
    compileTemplates(tree, [...components.keys()], cache),
  ]);
  const style = (path: string, kind: 'app' | 'page' | 'component'): string =>
    compileStyle(tree, path, kind, cache, warn);
  const sources = [...components].map(([path, { kind, config }]): [string, ComponentSource] => [
    path,
    { kind, config, style: style(`${path}.wxss`, kind) },
  ]);
  return {
    ...configs,
    components: Object.fromEntries(sources),
    modules,
    templates,
    appStyle: style('app.wxss', 'app'),
    warnings,
  };
}
