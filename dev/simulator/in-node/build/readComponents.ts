import { posix } from 'node:path';
import {
  type AppConfig,
  type ComponentConfig,
  customTabBar,
  type TabBarConfig,
} from '../../messages/Program';
import { resolveAlias } from '../../messages/resolveAlias';
import { at, BuildError, positionOf } from './BuildError';
import { readJson } from './readJson';
import type { SourceTree } from './SourceTree';

interface AppJson extends AppConfig {
  subpackages: { root: string; pages: string[] }[];
  subPackages: { root: string; pages: string[] }[];
  usingComponents: Record<string, string>;
  useExtendedLib: Record<string, unknown>;
  themeLocation: string;
  tabBar: TabBarConfig;
  resolveAlias: Record<string, string>;
  renderer: Renderer;
}

interface PageJson extends ComponentConfig {
  renderer?: Renderer;
}

type Renderer = 'webview' | 'skyline';

interface Configs {
  app: AppConfig;
  pages: string[];
  packages: string[];
  aliases: Record<string, string>;
  themes: Record<'light' | 'dark', Record<string, string>>;
  components: Map<string, { kind: 'page' | 'component'; config: ComponentConfig }>;
}

/**
 * Reads app.json and, from its pages on, every component in use.
 *
 * @param warn gets `file:line:column: reason` for what runs in WeChat, and here without a part.
 */
export function readComponents(tree: SourceTree, warn: (warning: string) => void): Configs {
  const json = readJson<AppJson>(tree, 'app.json');
  if (!json)
    throw new BuildError({ file: 'app.json' }, 'there is no such file, so this folder is no Mini Program.');
  const subpackages = json.subpackages ?? json.subPackages ?? [];
  const listed = [
    ...(json.pages ?? []).map((page) => ({ written: page, page })),
    ...subpackages.flatMap(({ root, pages }) =>
      pages.map((page) => ({ written: page, page: posix.join(root, page) })),
    ),
  ];
  const packages = subpackages.map(({ root }) => posix.normalize(root).replace(/^\/|\/$/g, ''));
  const pages = listed.map(({ page }) => page);
  if (pages.length === 0) throw new BuildError({ file: 'app.json' }, '"pages" names no page.');

  const components: Configs['components'] = new Map();
  const resolve = (file: string, using: Record<string, string> = {}): Record<string, string> => {
    const own = Object.entries(using).filter(([tag, target]) => {
      const reason = notSimulated(target, json);
      if (reason)
        warn(at(positionOf(file, tree.text(file) ?? '', `"${tag}"`), `<${tag}> stays empty: ${reason}`));
      return reason === undefined;
    });
    const meant = own.map(([tag, target]) => [tag, resolveAlias(json.resolveAlias ?? {}, target) ?? target]);
    return resolveUsing(tree, file, Object.fromEntries(meant));
  };
  const globalComponents = resolve('app.json', json.usingComponents);
  const add = (path: string, kind: 'page' | 'component'): void => {
    if (components.has(path)) return;
    const file = `${path}.json`;
    const own = readJson<PageJson>(tree, file) ?? {};
    if (kind === 'page' && (own.renderer ?? json.renderer) === 'skyline') refuseSkyline(tree, file, own);
    const config = {
      ...own,
      usingComponents: { ...globalComponents, ...resolve(file, own.usingComponents) },
    };
    requirePlaceholders(tree, packages, path, config);
    components.set(path, { kind, config });
    for (const used of Object.values(config.usingComponents)) add(used, 'component');
  };
  for (const { page, written } of listed) {
    requirePage(tree, page, written);
    add(page, 'page');
  }
  const tabBar = readTabBar(tree, json);
  if (tabBar?.custom) add(customTabBar, 'component');
  return {
    app: {
      pages,
      window: json.window ?? {},
      darkmode: json.darkmode ?? false,
      ...(tabBar && { tabBar }),
    },
    pages,
    packages,
    aliases: json.resolveAlias ?? {},
    themes: readThemes(tree, json),
    components,
  };
}

function readTabBar(tree: SourceTree, { tabBar, pages = [] }: Partial<AppJson>): TabBarConfig | undefined {
  if (!tabBar) return undefined;
  const list = (tabBar.list ?? []).map((item) => ({ ...item, pagePath: posix.normalize(item.pagePath) }));
  for (const { pagePath } of list) {
    if (pages.includes(pagePath)) continue;
    const position = positionOf('app.json', tree.text('app.json') ?? '', `"tabBar"`);
    throw new BuildError(position, `tabBar: the page ${pagePath} is not in "pages".`);
  }
  if (tabBar.custom && !tree.has(`${customTabBar}.wxml`))
    throw new BuildError(
      { file: `${customTabBar}.wxml` },
      'there is no such file, and "tabBar" is "custom".',
    );
  return { ...tabBar, list };
}

/** What is in no file of the Mini Program, as WeChat has it. */
function notSimulated(target: string, { useExtendedLib = {} }: Partial<AppJson>): string | undefined {
  if (/^(?:dynamicLib|plugin)(?:-private)?:/.test(target)) return 'plugins are not simulated.';
  if (target.startsWith('weui-miniprogram/') && useExtendedLib.weui !== undefined)
    return 'useExtendedLib is not simulated.';
  return undefined;
}

function requirePage(tree: SourceTree, page: string, written: string): void {
  const position = positionOf('app.json', tree.text('app.json') ?? '', `"${written}"`);
  if (!tree.has(`${page}.wxml`)) throw new BuildError(position, `the page ${page} has no file ${page}.wxml.`);
  if (!hasScript(tree, page))
    throw new BuildError(position, `the page ${page} has no file ${page}.ts or ${page}.js.`);
}

/**
 * WeChat's compiler says nothing, but a package can't use the components of another one that is not there yet
 * (https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/async.html).
 */
function requirePlaceholders(
  tree: SourceTree,
  packages: readonly string[],
  path: string,
  { usingComponents, componentPlaceholder }: ComponentConfig,
): void {
  for (const [tag, used] of Object.entries(usingComponents)) {
    const home = packages.find((root) => used.startsWith(`${root}/`));
    if (home === undefined || path.startsWith(`${home}/`) || componentPlaceholder?.[tag] !== undefined)
      continue;
    const file = `${path}.json`;
    throw new BuildError(
      positionOf(file, tree.text(file) ?? '', `"${tag}"`),
      `usingComponents: <${tag}> is in the subpackage ${home}, which WeChat loads later: give it a "componentPlaceholder".`,
    );
  }
}

/** Here it would be drawn as in a web view, which scrolls where Skyline does not. */
function refuseSkyline(tree: SourceTree, file: string, { renderer }: Partial<PageJson>): never {
  const [from, text] = renderer === undefined ? ['app.json', tree.text('app.json')] : [file, tree.text(file)];
  throw new BuildError(
    positionOf(from, text ?? '', '"renderer"'),
    `Skyline is not simulated: ${file} needs "renderer": "webview".`,
  );
}

function hasScript(tree: SourceTree, path: string): boolean {
  return tree.has(`${path}.ts`) || tree.has(`${path}.js`);
}

function resolveUsing(tree: SourceTree, file: string, using: Record<string, string>): Record<string, string> {
  const folder = posix.dirname(file);
  return Object.fromEntries(
    Object.entries(using).map(([tag, target]) => {
      const found = componentPaths(folder, target).find(
        (path) => hasScript(tree, path) && tree.has(`${path}.json`),
      );
      const position = positionOf(file, tree.text(file) ?? '', `"${tag}"`);
      if (found === undefined) {
        throw new BuildError(position, `usingComponents: there is no component "${target}" for <${tag}>.`);
      }
      if (!readJson<ComponentConfig>(tree, `${found}.json`)?.component) {
        throw new BuildError(position, `usingComponents: ${found}.json lacks "component": true.`);
      }
      return [tag, found];
    }),
  );
}

/** Absolute from the root, relative to the file, else through the `miniprogram_npm` folders upwards. */
function componentPaths(folder: string, target: string): string[] {
  if (target.startsWith('/')) return [target.slice(1), `${target.slice(1)}/index`];
  const relative = posix.join(folder, target);
  if (target.startsWith('.')) return [relative, `${relative}/index`];
  const npm = npmFolders(folder).flatMap((root) => [
    posix.join(root, target),
    posix.join(root, target, 'index'),
  ]);
  return [relative, `${relative}/index`, ...npm];
}

function npmFolders(folder: string): string[] {
  const parent = posix.dirname(folder);
  const own = posix.join(folder, 'miniprogram_npm');
  return folder === '.' || parent === folder ? [own] : [own, ...npmFolders(parent)];
}

function readThemes(tree: SourceTree, app: Partial<AppJson>): Configs['themes'] {
  if (app.themeLocation === undefined) return { light: {}, dark: {} };
  const themes = readJson<Configs['themes']>(tree, posix.normalize(app.themeLocation));
  if (themes) {
    const both = { light: themes.light ?? {}, dark: themes.dark ?? {} };
    requireVariables(tree, app, both);
    return both;
  }
  const position = positionOf('app.json', tree.text('app.json') ?? '', '"themeLocation"');
  throw new BuildError(position, `themeLocation: there is no file ${app.themeLocation}.`);
}

function requireVariables(tree: SourceTree, { window }: Partial<AppJson>, themes: Configs['themes']): void {
  for (const value of Object.values(window ?? {})) {
    if (typeof value !== 'string' || !value.startsWith('@')) continue;
    const missing = (['light', 'dark'] as const).find((theme) => themes[theme][value.slice(1)] === undefined);
    if (missing === undefined) continue;
    const position = positionOf('app.json', tree.text('app.json') ?? '', `"${value}"`);
    throw new BuildError(position, `theme.json has no "${value.slice(1)}" for ${missing}.`);
  }
}
