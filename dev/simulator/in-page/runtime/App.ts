import * as glassEasel from 'glass-easel';
import type { AppEvents, LaunchOptions } from './WxEnvironment';

type Listener = (...args: never[]) => void;

/** The object that App(…) registered, and who listens to its events beside it. */
export class App implements AppEvents {
  private readonly listeners = new Map<string, Set<Listener>>();
  private app: Record<string, unknown> = {};
  private entered: LaunchOptions;

  constructor(private readonly launched: LaunchOptions) {
    this.entered = launched;
  }

  /** The global App(). */
  register(definition: Record<string, unknown>): void {
    this.app = { ...definition };
  }

  /** The global getApp(). */
  get instance(): Record<string, unknown> {
    return this.app;
  }

  launch(): void {
    this.call('onLaunch', this.launched);
  }

  show(): void {
    this.call('onShow', this.entered);
    this.emit('onShow', this.entered);
  }

  hide(): void {
    this.call('onHide');
    this.emit('onHide');
  }

  error(message: string): void {
    this.call('onError', message);
    this.emit('onError', message);
  }

  unhandledRejection(event: { reason: unknown; promise: Promise<unknown> }): void {
    this.call('onUnhandledRejection', event);
    this.emit('onUnhandledRejection', event);
  }

  themeChange(theme: string): void {
    this.call('onThemeChange', { theme });
  }

  launchOptions(): LaunchOptions {
    return this.launched;
  }

  enterOptions(): LaunchOptions {
    return this.entered;
  }

  onShow(listener: (options: LaunchOptions) => void): () => void {
    return this.on('onShow', listener);
  }

  onHide(listener: () => void): () => void {
    return this.on('onHide', listener);
  }

  onError(listener: (message: string) => void): () => void {
    return this.on('onError', listener);
  }

  onUnhandledRejection(
    listener: (event: { reason: unknown; promise: Promise<unknown> }) => void,
  ): () => void {
    return this.on('onUnhandledRejection', listener);
  }

  private on(name: string, listener: Listener): () => void {
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  }

  private call(name: string, ...args: unknown[]): void {
    const method = this.app[name];
    if (typeof method !== 'function') return;
    glassEasel.safeCallback(name, method as (...args: unknown[]) => unknown, this.app, args);
  }

  private emit(name: string, ...args: unknown[]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) {
      glassEasel.safeCallback(`wx.${name}`, listener as (...args: unknown[]) => unknown, undefined, args);
    }
  }
}
