import { appLife } from '../task/AppLife';
import { fromWx } from '../task/fromWx';

/** As wx.getNetworkType has it; `unknown` also when WeChat doesn't tell. */
export type NetworkType = 'wifi' | '5g' | '4g' | '3g' | '2g' | 'unknown' | 'none';

/** So many requests that came to nothing, one after the other, */
const FAILURES = 3;
/** and for so long: then nothing reaches the server, whatever WeChat says. Milliseconds. */
const FAILING = 3000;
/** Milliseconds. */
const ASKING = 2000;

/** `fresh`: what did not work before may work now. */
type Listener = (fresh: boolean) => void;

/** What WeChat tells of the network, and what really happens on it. */
export class Network {
  private readonly listeners = new Set<Listener>();
  private isWatching = false;
  private known: NetworkType | undefined;
  private weak = false;
  private connected = true;
  private lostAt = 0;
  private lastHeard = 0;
  private failures = 0;
  private failingSince = 0;

  /** From now on it is known. Until then it counts as good. */
  watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    appLife.watch();
    appLife.subscribe(() => {
      if (appLife.isHidden) this.tell(false);
      else this.connect(true);
    });
    wx.onNetworkStatusChange(({ isConnected, networkType }) => {
      this.known = networkType as NetworkType;
      this.connect(isConnected);
    });
    // Base library 2.21.0.
    wx.onNetworkWeakChange?.(({ weakNet, networkType }) => {
      this.weak = weakNet;
      this.known = networkType as NetworkType;
      this.tell(false);
    });
    void this.ask();
  }

  /** Undefined until WeChat has told. */
  get type(): NetworkType | undefined {
    return this.known;
  }

  /** It may cost the person money. */
  get isMobile(): boolean {
    return this.known !== undefined && /^\dg$/.test(this.known);
  }

  /** Slow, or about to break: WeChat says so. */
  get isWeak(): boolean {
    return this.weak;
  }

  /** False when WeChat says so, or nothing has reached the server for a while. */
  get isOnline(): boolean {
    return this.connected;
  }

  /** WeChat breaks what is begun in the background. */
  get isHidden(): boolean {
    return appLife.isHidden;
  }

  /**
   * A request was answered by the server, or came to nothing.
   *
   * @param begun when it was, by `appLife.now()`: one from before the network was lost may have its answer read after that, and
   *   says nothing of it.
   */
  heard(answered: boolean, begun: number): void {
    const now = appLife.now();
    if (answered) {
      this.lastHeard = now;
      this.failures = 0;
      if (!this.connected && begun >= this.lostAt) this.connect(true);
    } else if (!appLife.isHidden) {
      if (this.failures === 0) this.failingSince = now;
      this.failures += 1;
      if (this.failures >= FAILURES && now - this.failingSince >= FAILING) this.lose();
    }
  }

  /** Something was tried again and again since then (by `appLife.now()`), and came to nothing. */
  gaveUp(since: number): void {
    if (this.lastHeard < since && !appLife.isHidden) this.lose();
  }

  /** Called when anything of it has changed. Returns what ends it. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private async ask(): Promise<void> {
    const told = fromWx<{ networkType: string; weakNet?: boolean }>(
      'getNetworkType',
      ASKING,
      (success, fail) => wx.getNetworkType({ success, fail }),
    );
    const { networkType, weakNet = false } = await told.catch(() => ({
      networkType: 'unknown',
      weakNet: false,
    }));
    // What was told meanwhile is newer.
    if (this.known !== undefined) return;
    this.known = networkType as NetworkType;
    this.weak = weakNet;
    if (networkType === 'none') this.connect(false);
    else this.tell(false);
  }

  private connect(connected: boolean): void {
    this.connected = connected;
    if (connected) this.failures = 0;
    else this.lostAt = appLife.now();
    this.tell(connected);
  }

  private lose(): void {
    if (this.connected) this.connect(false);
  }

  private tell(fresh: boolean): void {
    for (const listener of [...this.listeners]) listener(fresh);
  }
}

/** Of the whole Mini Program. */
export const network = new Network();
