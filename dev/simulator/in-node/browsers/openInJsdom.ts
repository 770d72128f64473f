import { Script } from 'node:vm';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { PageServer } from './PageServer';

interface OpenedPage {
  /** The document, for what a script of the Mini Program can't reach. Another one after a reload. */
  document(): Document | undefined;
  close(): Promise<void>;
}

/** Opens the phone page in jsdom. Resolves when the first page of the Mini Program is ready. */
export async function openInJsdom(simulator: PageServer): Promise<OpenedPage> {
  const expected = simulator.expectPage(undefined);
  const load = async (path: string): Promise<string> => (await fetch(new URL(path, simulator.url))).text();
  const [html, runtime] = await Promise.all([load('/phone'), load('/phone/runtime.js')]);
  const script = new Script(runtime, { filename: 'runtime.js' });
  let dom: JSDOM | undefined;

  const open = (): void => {
    dom?.window.close();
    const opened = new JSDOM(html, {
      url: expected.url,
      runScripts: 'outside-only',
      pretendToBeVisual: true,
      virtualConsole: forwardErrors(),
    });
    dom = opened;
    Object.assign(opened.window, {
      pageRunner: { reload: open, names: globalNames() },
      IntersectionObserver: BlindObserver,
    });
    script.runInContext(opened.getInternalVMContext());
  };

  const close = async (): Promise<void> => {
    forget();
    expected.forget();
    dom?.window.close();
  };
  const forget = hearRejections(() => dom?.window);
  open();
  try {
    await expected.started();
  } catch (error) {
    await close();
    throw error;
  }
  return { close, document: () => dom?.window.document };
}

/** jsdom has no layout, and so none of these. */
class BlindObserver {
  readonly observe = (): undefined => undefined;
  readonly unobserve = this.observe;
  readonly disconnect = this.observe;
  readonly takeRecords = (): [] => [];
}

/**
 * All that a script in jsdom's window finds: jsdom's own, and V8's. The window itself can't list them: in a context of
 * `node:vm`, getOwnPropertyNames leaves out what is not enumerable (Node 20).
 */
function globalNames(): string[] {
  return [new JSDOM().window, globalThis].flatMap((global) => Object.getOwnPropertyNames(global));
}

/** Passes the page's own console by: what matters of it comes to Node. Faults of jsdom itself are shown. */
function forwardErrors(): VirtualConsole {
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', (error) => {
    const { type } = error as Error & { type?: string };
    if (type !== 'not-implemented' && type !== 'not implemented' && type !== 'unhandled-exception')
      console.error(error);
  });
  return virtualConsole;
}

type Window = JSDOM['window'] | undefined;

const openWindows = new Set<() => Window>();

/**
 * Promises of jsdom's windows that nobody handles end at Node's process, never at the window: they are handed to the window
 * that they are of. Returns what ends it.
 */
function hearRejections(window: () => Window): () => void {
  if (openWindows.size === 0) process.on('unhandledRejection', passOn);
  openWindows.add(window);
  return () => {
    openWindows.delete(window);
    if (openWindows.size === 0) process.off('unhandledRejection', passOn);
  };
}

/** One listener for all windows: with two, neither would know that it has to end the process as Node would. */
function passOn(reason: unknown, promise: Promise<unknown>): void {
  for (const open of openWindows) {
    const window = open();
    if (!window || !(promise instanceof window.Promise)) continue;
    window.dispatchEvent(Object.assign(new window.Event('unhandledrejection'), { reason, promise }));
    return;
  }
  if (process.listenerCount('unhandledRejection') === 1) throw reason;
}
