import { Listeners } from '../../Listeners';
import type { PanelCloud, PanelEvents, PanelState } from '../PanelProtocol';
import { paced } from './paced';
import { panelApi } from './panelApi';
import { language } from './texts';

export interface PanelView {
  /** The server does not answer. */
  lost: boolean;
  /** What it refused or did wrong last; empty when that is over. */
  problem: string;
  /** Absent until the server has told it. */
  told?: Told;
  /** What was told can't be drawn. */
  broken: boolean;
}

/** What the server told. */
export interface Told extends PanelState {
  /** Since `cloud.objects` was listed. */
  bucketChanged: boolean;
}

const SHOWN_LINES = 500;
const SHOWN_REQUESTS = 200;
const REFRESH_MS = 300;
const RETRY_MS = 1000;
/** Between two drawings: nobody reads faster, and the phone shares this thread. */
const PAUSE_MS = 200;

/** What each event changes. */
const changes: {
  [E in Exclude<keyof PanelEvents, 'state'>]: (told: Told, data: PanelEvents[E]) => Partial<Told>;
} = {
  settings: (_, settings) => ({ settings }),
  album: (_, album) => ({ album }),
  console: ({ console }, entry) => ({ console: [...console.slice(1 - SHOWN_LINES), entry] }),
  faults: ({ cloud }, faults) => inCloud(cloud, { faults }),
  request: ({ cloud, bucketChanged }, request) => ({
    bucketChanged: bucketChanged || (request.method !== 'GET' && request.method !== 'HEAD'),
    ...(cloud && inCloud(cloud, { requests: [...cloud.requests.slice(1 - SHOWN_REQUESTS), request] })),
  }),
};

/** The one state of the panel: fed by the server's events. */
class PanelStore {
  readonly #listeners = new Listeners<PanelView>();
  readonly #announce = paced(() => this.#listeners.emit(this.#view), PAUSE_MS);
  #view: PanelView = { lost: false, problem: '', broken: false };
  #source: EventSource | undefined;
  #refreshing = false;

  get view(): PanelView {
    return this.#view;
  }

  /** Tells what is to be drawn. Returns the function that stops listening. */
  onChange(listener: (view: PanelView) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Listens to the server from now on. */
  connect(): void {
    const source = new EventSource('/panel/events');
    this.#source = source;
    source.addEventListener('error', () => {
      this.#set({ lost: true });
      // The browser connects again by itself, but gives up after an answer that is no event stream.
      if (source.readyState === EventSource.CLOSED) this.#connectSoon();
    });
    this.#hear('state', (state) => {
      this.#set({ lost: false, problem: '', broken: false, told: { ...state, bucketChanged: false } });
      if (state.fresh) void this.#settleFreshPhone();
    });
    for (const name of Object.keys(changes) as (keyof typeof changes)[]) this.#hearChange(name);
  }

  /** What was told can't be drawn, which may be over when it is told anew. */
  drawingFailed(error: unknown): void {
    this.#set({ broken: true });
    this.#fail(error);
    this.#source?.close();
    this.#connectSoon();
  }

  /** What the person asked for, under way. It never rejects: the notice tells what went wrong. */
  async act(work: Promise<unknown>): Promise<void> {
    try {
      await work;
      this.#set({ problem: '' });
    } catch (error) {
      this.#fail(error);
    }
  }

  clearConsole(): Promise<void> {
    return this.act(panelApi.clearConsole().then(() => this.#tell({ console: [] })));
  }

  /** Lists the bucket when it has changed: once for a burst of changes. */
  async refreshObjects(): Promise<void> {
    if (this.#refreshing || !this.#view.told?.bucketChanged) return;
    this.#refreshing = true;
    await new Promise((resolve) => window.setTimeout(resolve, REFRESH_MS));
    this.#tell({ bucketChanged: false });
    try {
      const objects = await panelApi.objects();
      this.#tell(inCloud(this.#view.told.cloud, { objects }));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#refreshing = false;
    }
  }

  #hear<E extends keyof PanelEvents>(name: E, listener: (data: PanelEvents[E]) => void): void {
    this.#source?.addEventListener(name, ({ data }: MessageEvent<string>) => {
      try {
        listener(JSON.parse(data));
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #hearChange<E extends keyof typeof changes>(name: E): void {
    this.#hear(name, (data) => {
      if (this.#view.told) this.#tell(changes[name](this.#view.told, data));
    });
  }

  /** It speaks the person's language and looks as their browser does. */
  async #settleFreshPhone(): Promise<void> {
    const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    await this.act(panelApi.changeSettings({ language, theme }));
    this.#tell({ fresh: false });
  }

  #connectSoon(): void {
    window.setTimeout(() => this.connect(), RETRY_MS);
  }

  #tell(change: Partial<Told>): void {
    if (this.#view.told) this.#set({ told: { ...this.#view.told, ...change } });
  }

  #fail(error: unknown): void {
    this.#set({ problem: error instanceof Error ? error.message : String(error) });
  }

  #set(change: Partial<PanelView>): void {
    this.#view = { ...this.#view, ...change };
    this.#announce();
  }
}

export const store = new PanelStore();

function inCloud(cloud: PanelCloud | undefined, change: Partial<PanelCloud>): Partial<PanelState> {
  return cloud ? { cloud: { ...cloud, ...change } } : {};
}
