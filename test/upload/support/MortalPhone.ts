import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPhone, type Phone, type PhoneOptions } from '../../../dev/simulator/in-node/phone/createPhone';
import { createWx } from '../../../dev/simulator/in-page/wx/createWx';
import { pagelessEnvironment } from '../../../dev/simulator/in-page/wx/pagelessEnvironment';
import type { PhoneEvents } from '../../../dev/simulator/messages/PhoneProtocol';
import { connectDirectly } from '../../support/phone/connectDirectly';
import { Person } from '../../support/phone/Person';
import { type Api, WatchedCalls } from '../../support/phone/WatchedCalls';
import { loadProduct, type Product } from './loadProduct';

/** One run of the Mini Program, from its start until it is killed. */
export interface Life extends Product {
  /** What it calls. */
  readonly calls: WatchedCalls;
  /** What it said on its console, as warning or error. */
  readonly said: readonly string[];
  /**
   * WeChat kills it: from this moment nothing of it runs or hears anything. Its requests are cut on the phone, what the server
   * got stays. Temporary files are gone, as WeChat may do; storage and user files stay. Resolves when the phone is at rest.
   */
  kill(): Promise<void>;
  readonly isAlive: boolean;
}

export interface LifeOptions {
  /** Milliseconds that the phone's clock is ahead, at any moment. */
  ahead?: () => number;
  /** Told of each call before it is made: who kills it here kills it before the phone hears of the call. */
  onCall?: (api: Api) => void;
}

/** A phone whose Mini Program can be killed and started again. */
export class MortalPhone {
  readonly #dir = mkdtempSync(join(tmpdir(), 'mortal-phone-'));
  readonly #phone: Phone;
  readonly #lives = new Set<Life>();

  constructor(options: Pick<PhoneOptions, 'proxy'> = {}) {
    const appId = 'wx0000000000000000';
    this.#phone = createPhone({ dir: this.#dir, openId: 'oLocalDeveloper', appId, ...options });
  }

  /** The simulator's own. */
  get simulated(): Phone {
    return this.#phone;
  }

  /** Makes a temporary file, and returns its path on the phone. */
  file(name: string, bytes: Uint8Array): string {
    return this.#phone.addTempFile(name, bytes);
  }

  /** The folder of `wx.env.USER_DATA_PATH` on this machine. */
  get userData(): string {
    return join(this.#dir, 'usr');
  }

  /** User files, by their paths in the folder. */
  get userFiles(): string[] {
    const entries = readdirSync(this.userData, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.userData.length + 1));
  }

  /** The keys of `wx.setStorage` that begin so. */
  storageKeys(prefix: string): string[] {
    return Object.keys(this.#phone.start().storage).filter((key) => key.startsWith(prefix));
  }

  /** As `wx.setStorage` does. */
  async put(key: string, value: unknown): Promise<void> {
    const { functions, disconnect } = this.#phone.connect({} as PhoneEvents);
    await functions.setStorage({ key, json: JSON.stringify(value) });
    disconnect();
  }

  /** Starts the Mini Program. */
  async open({ ahead = () => 0, onCall = () => undefined }: LifeOptions = {}): Promise<Life> {
    let alive = true;
    const connection = connectDirectly(this.#phone);
    const person = new Person(this.#phone);
    const environment = pagelessEnvironment(connection.connectPhone, () => person);
    const { getFileSystemManager, cloud: _cloud, ...apis } = createWx(environment) as WechatMiniprogram.Wx;
    const calls = new WatchedCalls();
    const mortal = <Functions extends object>(functions: Functions): Functions =>
      Object.fromEntries(
        Object.entries(calls.wrap(functions)).map(([name, value]) => {
          if (typeof value !== 'function') return [name, value];
          const call = (...args: unknown[]) => {
            if (alive) onCall(name as Api);
            return alive ? value(...args) : afterlife;
          };
          return [name, call];
        }),
      ) as Functions;
    const files = mortal(getFileSystemManager());
    const timers = new Set<NodeJS.Timeout>();
    const keep = (timer: NodeJS.Timeout) => {
      if (alive) timers.add(timer);
      else clearTimeout(timer);
      return timer;
    };
    const said: string[] = [];
    const say = (...words: unknown[]) => void said.push(words.map(String).join(' '));
    const product = await loadProduct({
      wx: { ...mortal(apis), getFileSystemManager: () => files },
      console: { log: () => undefined, info: () => undefined, warn: say, error: say },
      Date: dateAhead(ahead),
      setTimeout: (work, milliseconds) => keep(setTimeout(() => alive && work(), milliseconds)),
      clearTimeout,
      setInterval: (work, milliseconds) => keep(setInterval(() => alive && work(), milliseconds)),
      clearInterval,
    });
    const life: Life = {
      ...product,
      calls,
      said,
      get isAlive() {
        return alive;
      },
      kill: async () => {
        alive = false;
        for (const timer of timers) clearTimeout(timer);
        this.#lives.delete(life);
        await connection.kill();
      },
    };
    this.#lives.add(life);
    return life;
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#lives, (life) => life.kill()));
    await this.#phone.close();
    await rm(this.#dir, { recursive: true, maxRetries: 3 });
  }
}

/** What a call returns to who is dead. */
const afterlife = {
  abort: () => undefined,
  onProgressUpdate: () => undefined,
  offProgressUpdate: () => undefined,
  onHeadersReceived: () => undefined,
  offHeadersReceived: () => undefined,
  keys: [],
};

function dateAhead(ahead: () => number): DateConstructor {
  return class extends Date {
    constructor(...args: [] | [value: number | string]) {
      if (args.length === 0) super(Date.now() + ahead());
      else super(...args);
    }
    static override now(): number {
      return Date.now() + ahead();
    }
  } as unknown as DateConstructor;
}
