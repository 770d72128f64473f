import * as glassEasel from 'glass-easel';
import {
  type AssociatedBackend,
  type CodeSpace,
  component,
  MiniProgramEnv,
  type Root,
} from 'glass-easel-miniprogram-adapter';
import { type ComponentSource, customTabBar, type Program } from '../../messages/Program';
import { findNonJson } from './checkJson';
import { formField } from './components/form';
import type { Backend } from './createBackend';
import { domOf } from './createBackend';
import { wrapListener } from './events';
import type { Reports } from './Reports';
import type { StyleSheets } from './StyleSheets';

interface FrameworkOptions {
  window: Window & typeof globalThis;
  program: Program;
  backend: Backend;
  styles: StyleSheets;
  reports: Reports;
  /** Runs a module of the Mini Program; the path ends with `.js`. */
  run(path: string): unknown;
  /** Runs after what is under way is on the screen. */
  afterRender(callback: () => void): void;
}

type Definition = Record<string, unknown>;
/** What Page(…), Component(…) and Behavior(…) of the adapter take: it checks the shape itself. */
type Register = (definition?: Definition) => unknown;
type Templates = Record<string, glassEasel.template.ComponentTemplate['content']>;
type Generator = ReturnType<glassEasel.template.ComponentTemplate['content']>;

/** The adapter's own method, missing in its types. */
interface OptionsPreparer {
  prepareComponentOptions(is: string, options: unknown): [glassEasel.ComponentOptions, string];
}

/** Registers the pages and components of a program with glass-easel, each when it is first needed. */
export class Framework {
  readonly space: glassEasel.ComponentSpace;
  private readonly codeSpace: CodeSpace;
  private readonly backend: AssociatedBackend;
  private readonly templates: Templates;
  private readonly formField: unknown;
  private readonly registered = new Set<string>();
  /** Paths whose modules are running: Component(…) belongs to the last one, whoever calls it. */
  private readonly running: { path: string; called: boolean }[] = [];
  private readonly waitingForReady: glassEasel.GeneralComponent[] = [];

  constructor(private readonly options: FrameworkOptions) {
    const { window, program, backend } = options;
    const environment = new MiniProgramEnv();
    this.codeSpace = environment.createCodeSpace('miniprogram', true);
    this.backend = environment.associateBackend(backend.context);
    this.space = this.codeSpace.getComponentSpace();
    // Else a property called `dataset` or `id` would overwrite glass-easel's own field.
    this.space.updateComponentOptions({ writeFieldsToNode: false });
    this.templates = window.eval(program.templates);
    this.formField = this.codeSpace.componentEnv('', (env) => (env.Behavior as Register)(formField));
    this.writeIds();
    this.observeLifetimes();
  }

  /** For the scope of every module. */
  get globals(): Record<'Page' | 'Component' | 'Behavior', unknown> {
    const behavior: Register = (definition) =>
      this.codeSpace.componentEnv('', (env) => env.Behavior(definition as never));
    return {
      Page: (definition: Definition) => this.define('Page', definition),
      Component: (definition?: Definition) => this.define('Component', definition),
      Behavior: Object.assign(
        (definition?: Definition) => behavior(definition && this.withKnownBehaviors(definition)),
        { trait: this.codeSpace.traitBehavior.bind(this.codeSpace) },
      ),
    };
  }

  /** Creates the page and its components, not yet attached. The url is `/path?query`. */
  createPage(path: string, url: string): Root {
    this.register(path);
    return this.backend.createRoot('page', this.codeSpace, url);
  }

  /** The bar that the Mini Program draws by itself, where it has one. */
  createTabBar(): Root | undefined {
    if (!this.options.program.app.tabBar?.custom) return undefined;
    this.register(customTabBar);
    return this.backend.createRoot('custom-tab-bar', this.codeSpace, `/${customTabBar}`);
  }

  private fireReady(): void {
    for (const node of this.waitingForReady.splice(0)) {
      if (glassEasel.Element.isAttached(node)) node.triggerLifetime('ready', []);
    }
  }

  private register(path: string): void {
    if (this.registered.has(path)) return;
    this.registered.add(path);
    const source = this.options.program.components[path];
    if (!source) throw new Error(`There is no component ${path} in the built program.`);
    for (const [tag, used] of Object.entries(source.config.usingComponents)) {
      // WeChat loads its package after what has the placeholder is shown.
      if (source.config.componentPlaceholder?.[tag] !== undefined && this.isElsewhere(used, path))
        this.registerLater(used);
      else this.registerUsed(used);
    }
    this.addTemplate(path);
    const running = { path, called: false };
    this.running.push(running);
    try {
      this.options.run(`${path}.js`);
    } catch (error) {
      this.registered.delete(path);
      throw error;
    } finally {
      this.running.pop();
    }
    if (!running.called) {
      const call = source.kind === 'page' ? 'Page() or Component()' : 'Component()';
      throw new Error(`"${path}" has not been registered yet: its script has to call ${call}.`);
    }
  }

  /** In a subpackage that `from` is not in. */
  private isElsewhere(path: string, from: string): boolean {
    const home = this.options.program.packages.find((root) => path.startsWith(`${root}/`));
    return home !== undefined && !from.startsWith(`${home}/`);
  }

  private registerLater(path: string): void {
    this.options.window.setTimeout(() => this.registerUsed(path));
  }

  /** WeChat: a component whose script throws is not there, and the page that uses it is. */
  private registerUsed(path: string): void {
    try {
      this.register(path);
    } catch (error) {
      this.options.reports.error(error, path);
    }
  }

  private addTemplate(path: string): void {
    const content = this.templates[path];
    if (!content) throw new Error(`There is no template ${path} in the built program.`);
    this.codeSpace.addCompiledTemplate(path, {
      groupList: this.templates,
      content: (name) => withWrappedListeners(content(name)),
      fallbackListenerOnNativeNode: true,
    });
  }

  private define(kind: 'Page' | 'Component', given?: Definition): unknown {
    const running = this.running.at(-1);
    if (!running) throw new Error(`${kind}() was called outside of a page's or component's own script.`);
    if (!given) throw new Error(`${kind}() of ${running.path} was called without a definition.`);
    running.called = true;
    const definition = this.withKnownBehaviors(given);
    this.addStyle(running.path, definition);
    return this.codeSpace.componentEnv(running.path, (env) => {
      const register = env[kind] as Register;
      return register(definition);
    });
  }

  /** Of the behaviours that only WeChat has, there is `wx://form-field`. */
  private withKnownBehaviors(definition: Definition): Definition {
    if (!Array.isArray(definition.behaviors)) return definition;
    const known = definition.behaviors.map((behavior) =>
      behavior === 'wx://form-field' ? this.formField : behavior,
    );
    return { ...definition, behaviors: known.filter((behavior) => typeof behavior !== 'string') };
  }

  /** The adapter reads the isolation of styles from JSON; WeChat takes it from the script's options as well. */
  private addStyle(path: string, definition: Definition): void {
    const source = this.options.program.components[path] as ComponentSource;
    const { component: _isComponent, usingComponents, ...config } = source.config;
    const options = (definition.options ?? {}) as { styleIsolation?: string; addGlobalClass?: boolean };
    const styleIsolation = options.styleIsolation ?? config.styleIsolation;
    const addGlobalClass = options.addGlobalClass ?? config.addGlobalClass;
    const scope = path.replaceAll('/', '-');
    this.codeSpace.addStyleSheet(path, undefined, scope);
    const staticConfig: unknown = {
      ...config,
      // A page is no component here, even when Component() makes it: else its styles would be isolated.
      component: source.kind === 'component',
      usingComponents: Object.fromEntries(
        Object.entries(usingComponents).map(([tag, used]) => [tag, `/${used}`]),
      ),
      ...(styleIsolation !== undefined && { styleIsolation }),
      ...(addGlobalClass !== undefined && { addGlobalClass }),
    };
    this.codeSpace.addComponentStaticConfig(
      path,
      staticConfig as Parameters<CodeSpace['addComponentStaticConfig']>[1],
    );
    // WeChat: a page shares its styles unless it says page-isolated, which keeps app.wxss out of it as well.
    const shares = source.kind === 'page' ? styleIsolation !== 'page-isolated' : styleIsolation === 'shared';
    this.options.styles.add(path, source.style, shares ? undefined : scope);
  }

  /** WeChat: an element has the id that WXML gives it, so that `#id` in WXSS works. */
  private writeIds(): void {
    const codeSpace = this.codeSpace as unknown as OptionsPreparer;
    const prepare = codeSpace.prepareComponentOptions.bind(codeSpace);
    codeSpace.prepareComponentOptions = (is, options) => {
      const [prepared, isolation] = prepare(is, options);
      return [{ ...prepared, writeIdToDOM: true, idPrefixGenerator: null }, isolation];
    };
  }

  private observeLifetimes(): void {
    const { waitingForReady } = this;
    const getReadyLater = () => this.options.afterRender(() => this.fireReady());
    const nodeOf = (caller: component.GeneralComponent): glassEasel.GeneralComponent => caller._$;
    const definition: unknown = {
      lifetimes: {
        created(this: component.GeneralComponent) {
          const node = nodeOf(this);
          domOf(node)?.setAttribute('is', node.is);
        },
        attached(this: component.GeneralComponent) {
          // All that are attached in one go get ready together: children attach first, and get ready first.
          if (waitingForReady.push(nodeOf(this)) === 1) getReadyLater();
        },
      },
    };
    this.codeSpace.setOverallBehavior(
      this.space.defineBehavior(definition as Parameters<glassEasel.ComponentSpace['defineBehavior']>[0]),
    );
  }
}

/** The generated code sets its wrapper of listeners only in templates with WXS: this one is for all. */
function withWrappedListeners(generate: Generator): Generator {
  return (wrapper, ...rest) => {
    wrapper.setEventListenerWrapper(wrapListener as Parameters<typeof wrapper.setEventListenerWrapper>[0]);
    return generate(wrapper, ...rest);
  };
}

/** Of each page and component: the bar of the page on top, where the Mini Program draws it by itself. */
export function addGetTabBar(getTabBar: () => unknown): void {
  Object.assign(component.ComponentCaller.prototype, { getTabBar });
}

/**
 * WeChat: 1,024 kB for one setData (https://developers.weixin.qq.com/miniprogram/dev/framework/performance/tips/runtime_setData.html).
 * Counted as its base library does: characters of the JSON. What it puts around the data is not documented, nor counted.
 */
const SET_DATA_LIMIT = 1024 * 1024;

/**
 * Makes setData tell what WeChat would refuse or lose. WeChat's page gets nothing of a call that is too long, and its
 * script keeps the data: here both share memory, so neither gets it.
 */
export function checkSetData(reports: Reports): void {
  const { prototype } = component.ComponentCaller;
  const setData = prototype.setData;
  prototype.setData = function checkedSetData(
    this: component.GeneralComponent,
    data: unknown,
    callback?: () => void,
  ) {
    const refuse = (reason: string): void => reports.error(new Error(reason), `setData of ${this.is}`);
    let isJson = true;
    for (const [path, value] of Object.entries((data ?? {}) as Record<string, unknown>)) {
      const found = findNonJson(value, path);
      if (found === undefined) continue;
      isJson = false;
      refuse(`setData takes JSON only, but got ${found}.`);
    }
    const length = isJson ? JSON.stringify(data ?? {}).length : 0;
    if (length > SET_DATA_LIMIT) {
      // WeChat's words, as reported in https://github.com/Meituan-Dianping/mpvue/issues/1519.
      refuse(
        `invokeWebviewMethod 数据传输长度为 ${length} 已经超过最大长度 ${SET_DATA_LIMIT} (setData takes at most 1,024 kB: nothing of this is shown. Give it less at a time.)`,
      );
      return;
    }
    setData.call(this, data as never, callback);
  };
}
