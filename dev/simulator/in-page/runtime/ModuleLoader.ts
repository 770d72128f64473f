import { resolveAlias } from '../../messages/resolveAlias';
import { hiddenNames } from './hiddenNames';
import { folderOf, normalizePath } from './paths';

interface LoadedModule {
  exports: unknown;
}

type Require = ((target: string) => unknown) & { async(target: string): Promise<unknown> };
type ModuleFactory = (require: Require, module: LoadedModule, exports: unknown) => void;

interface ModuleLoaderOptions {
  window: Window & typeof globalThis;
  /** CommonJS by path with `.js`. */
  modules: Readonly<Record<string, string>>;
  /** Roots of the subpackages. */
  packages: readonly string[];
  /** `resolveAlias` of app.json. */
  aliases: Readonly<Record<string, string>>;
  /** What WeChat puts into every module's scope: wx, App, Page, … */
  globals: Readonly<Record<string, unknown>>;
}

/** Runs the modules of the Mini Program, each once, in the scope that WeChat gives them. */
export class ModuleLoader {
  private readonly loaded = new Map<string, LoadedModule>();
  private readonly added: Record<string, unknown> = {};

  private readonly hidden: readonly string[];

  constructor(private readonly options: ModuleLoaderOptions) {
    this.hidden = hiddenNames(options.window);
  }

  has(path: string): boolean {
    return path in this.options.modules;
  }

  /** `path` ends with `.js`. */
  run(path: string): unknown {
    const known = this.loaded.get(path);
    if (known) return known.exports;
    const factory = this.compile(path);
    const module: LoadedModule = { exports: {} };
    this.loaded.set(path, module);
    try {
      factory(this.requireFrom(path), module, module.exports);
    } catch (error) {
      this.loaded.delete(path);
      throw error;
    }
    return module.exports;
  }

  /** Puts a name into the scope of what is evaluated from now on. */
  addGlobal(name: string, value: unknown): void {
    this.added[name] = value;
  }

  /** Evaluates a function's source in the scope of the Mini Program. */
  evaluateFunction(source: string): (...args: unknown[]) => unknown {
    const module: LoadedModule = { exports: undefined };
    this.wrap(`module.exports = (${source}\n);`)(this.requireFrom('app.js'), module, {});
    if (typeof module.exports !== 'function') throw new Error(`${source} is no function.`);
    return module.exports as (...args: unknown[]) => unknown;
  }

  private compile(path: string): ModuleFactory {
    const code = this.options.modules[path];
    if (code === undefined) throw new Error(`module '${path}' is not defined`);
    return this.wrap(code);
  }

  // The module's code stands in a function of its own, because it may declare `const history` and the like.
  // The wrapper adds no line before it, so that line numbers stay true.
  private wrap(code: string): ModuleFactory {
    const { window } = this.options;
    // WeChat's own come last: its `console` takes the place of the browser's.
    const scope = new Map<string, unknown>(this.hidden.map((name) => [name, undefined]));
    for (const [name, value] of Object.entries({ ...this.options.globals, ...this.added })) {
      scope.set(name, value);
    }
    const source = `(function (${[...scope.keys()].join(', ')}) { return function (require, module, exports) {${code}
};})`;
    const open: (...values: unknown[]) => ModuleFactory = window.eval(source);
    return open(...scope.values());
  }

  private requireFrom(from: string): Require {
    const load = (target: string): unknown => {
      const path = this.resolve(from, target);
      const home = this.packageOf(path);
      if (home !== undefined && home !== this.packageOf(from)) {
        throw new Error(
          `${from} cannot require '${target}': it is in the subpackage ${home}, which WeChat loads later. Use require.async.`,
        );
      }
      return this.run(path);
    };
    const loadLater = async (target: string): Promise<unknown> => this.run(this.resolve(from, target));
    return Object.assign(load, { async: loadLater });
  }

  private resolve(from: string, target: string): string {
    const meant = resolveAlias(this.options.aliases, target) ?? target;
    const found = candidates(from, meant).find((path) => this.has(path));
    if (found !== undefined) return found;
    const hint = /^[./]/.test(target)
      ? ''
      : ' An npm package must be built into miniprogram_npm: run npm install.';
    throw new Error(`module '${target}' is not defined, require args is '${target}' in ${from}.${hint}`);
  }

  private packageOf(path: string): string | undefined {
    return this.options.packages.find((root) => path.startsWith(`${root}/`));
  }
}

function candidates(from: string, target: string): string[] {
  const folder = folderOf(from);
  if (target.startsWith('/')) return withEndings(normalizePath(target));
  const relative = withEndings(normalizePath(`${folder}/${target}`));
  if (target.startsWith('.')) return relative;
  // WeChat takes `config.js` for `./config.js`, as for components.
  return [...relative, ...npmFolders(folder).flatMap((root) => withEndings(`${root}/${target}`))];
}

function withEndings(path: string): string[] {
  return [path.endsWith('.js') ? path : `${path}.js`, `${path}/index.js`];
}

/** `miniprogram_npm` of the folder, then of each folder above it. */
function npmFolders(folder: string): string[] {
  const own = normalizePath(`${folder}/miniprogram_npm`);
  return folder === '' ? [own] : [own, ...npmFolders(folderOf(folder))];
}
