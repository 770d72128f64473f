import { folderOf, normalizePath } from './paths';

interface LoadedModule {
  exports: unknown;
}

type Require = ((target: string) => unknown) & { async(target: string): Promise<unknown> };
type ModuleFactory = (require: Require, module: LoadedModule, exports: unknown) => void;

/**
 * What a browser has and a Mini Program has not: hidden from its code, so that it fails here as it would there.
 * `window` is among them: libraries that probe for it find it undefined, as in WeChat.
 */
const hidden = [
  'window',
  'document',
  'self',
  'parent',
  'top',
  'frames',
  'location',
  'navigator',
  'history',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'XMLHttpRequest',
  'fetch',
  'WebSocket',
  'Worker',
  'Blob',
  'File',
  'FileReader',
  'FormData',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'Image',
  'crypto',
  'atob',
  'btoa',
  'alert',
  'confirm',
  'prompt',
  'requestAnimationFrame',
  'process',
] as const;

export interface ModuleLoaderOptions {
  window: Window & typeof globalThis;
  /** CommonJS by path with `.js`. */
  modules: Readonly<Record<string, string>>;
  /** Roots of the subpackages. */
  packages: readonly string[];
  /** What WeChat puts into every module's scope: wx, App, Page, … */
  globals: Readonly<Record<string, unknown>>;
}

/** Runs the modules of the Mini Program, each once, in the scope that WeChat gives them. */
export class ModuleLoader {
  private readonly loaded = new Map<string, LoadedModule>();
  private readonly added: Record<string, unknown> = {};

  constructor(private readonly options: ModuleLoaderOptions) {}

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
    const globals = { ...this.options.globals, ...this.added };
    const names = Object.keys(globals);
    const source = `(function (${[...hidden, ...names].join(', ')}) { return function (require, module, exports) {${code}
};})`;
    const scope: (...values: unknown[]) => ModuleFactory = window.eval(source);
    return scope(...hidden.map(() => undefined), ...Object.values(globals));
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
    const found = candidates(from, target).find((path) => this.has(path));
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
  if (target.startsWith('.')) return withEndings(normalizePath(`${folder}/${target}`));
  return npmFolders(folder).flatMap((root) => withEndings(`${root}/${target}`));
}

function withEndings(path: string): string[] {
  return [path.endsWith('.js') ? path : `${path}.js`, `${path}/index.js`];
}

/** `miniprogram_npm` of the folder, then of each folder above it. */
function npmFolders(folder: string): string[] {
  const own = normalizePath(`${folder}/miniprogram_npm`);
  return folder === '' ? [own] : [own, ...npmFolders(folderOf(folder))];
}
