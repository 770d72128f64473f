import type { PhoneConnection } from '../../messages/PhoneService';
import { PageCalls } from '../bridge/PageCalls';
import type { HostDevice } from '../hosts/HostDevice';
import type { DrivenPage } from './AutomatorServer';

interface OpenPage {
  calls: PageCalls;
  host: string | undefined;
}

export interface AttachedHost {
  /** Goes into the page's URL as `?host=`. */
  id: string;
  /** Resolves when the page has started; rejects with what prevented it. */
  started(): Promise<void>;
  detach(): void;
}

interface Host {
  device: HostDevice | undefined;
  settle: { resolve(): void; reject(error: Error): void };
}

/** The phone pages that are open now, and who opened them. Scripts drive the one that started last. */
export class OpenPages {
  private readonly pages = new Map<PhoneConnection, OpenPage>();
  private readonly hosts = new Map<string, Host>();
  private readonly started: PhoneConnection[] = [];
  private waiting: (() => void)[] = [];
  private lastHost = 0;

  attachHost(device: HostDevice | undefined): AttachedHost {
    this.lastHost += 1;
    const id = String(this.lastHost);
    const started = new Promise<void>((resolve, reject) => {
      this.hosts.set(id, { device, settle: { resolve, reject } });
    });
    // A host that is closed before its page started waits for nothing.
    started.catch(() => undefined);
    return { id, started: () => started, detach: () => this.hosts.delete(id) };
  }

  connected(connection: PhoneConnection): void {
    this.pages.set(connection, { calls: new PageCalls(connection), host: undefined });
  }

  hello(connection: PhoneConnection, host: string | undefined): void {
    const page = this.pages.get(connection);
    if (page) page.host = host;
  }

  booted(connection: PhoneConnection, error: string | undefined): void {
    const host = this.hosts.get(this.pages.get(connection)?.host ?? '');
    if (error !== undefined) {
      host?.settle.reject(new Error(error));
      return;
    }
    this.started.push(connection);
    host?.settle.resolve();
    for (const resume of this.waiting.splice(0)) resume();
  }

  disconnected(connection: PhoneConnection): void {
    this.pages.get(connection)?.calls.close('The page was closed or reloaded while it was asked.');
    this.pages.delete(connection);
    const index = this.started.indexOf(connection);
    if (index >= 0) this.started.splice(index, 1);
  }

  answer(connection: PhoneConnection, reply: { id: number; result?: unknown; error?: string }): void {
    this.pages.get(connection)?.calls.answer(reply);
  }

  emit(event: string, data: unknown): void {
    for (const connection of this.pages.keys()) connection.emit(event, data);
  }

  /** Tells the pages to load anew. Scripts wait until one has. */
  reload(): void {
    this.started.length = 0;
    this.emit('runtime.reload', {});
  }

  /** The page that scripts drive; waits for one. */
  async driven(): Promise<DrivenPage> {
    for (;;) {
      const connection = this.started.at(-1);
      const page = connection && this.pages.get(connection);
      if (page) {
        const device = this.hosts.get(page.host ?? '')?.device;
        return { ask: (method, params) => page.calls.ask(method, params), device };
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
}
