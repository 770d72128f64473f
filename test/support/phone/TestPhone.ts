import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPhone, type Phone, type PhoneOptions } from '../../../dev/simulator/in-node/phone/createPhone';
import { createWx } from '../../../dev/simulator/in-page/wx/createWx';
import { pagelessEnvironment, standardScreen } from '../../../dev/simulator/in-page/wx/pagelessEnvironment';
import type { PhoneSettings } from '../../../dev/simulator/messages/PhoneProtocol';
import { connectDirectly, type DirectConnection } from './connectDirectly';
import { Person } from './Person';
import { WatchedCalls } from './WatchedCalls';

type Wx = WechatMiniprogram.Wx;
const appId = 'touristappid';

type CallFunction = NonNullable<PhoneOptions['callFunction']>;

export interface SavedItem {
  readonly type: 'image' | 'video';
  /** As the Mini Program called it. */
  readonly name: string;
  readonly bytes: Buffer;
}

export interface TestPhoneOptions {
  /** Of each phone, from its start. */
  settings?: Partial<PhoneSettings>;
  proxy?: NonNullable<PhoneOptions['proxy']>;
  backgroundMs?: number;
}

interface SwitchedOn {
  readonly dir: string;
  readonly phone: Phone;
  readonly connection: DirectConnection;
  readonly person: Person;
}

/**
 * The simulator's phone and its `wx`, in this process and without a page: real files in a folder of its own, real HTTP, and
 * a person who answers.
 */
export class TestPhone {
  readonly #files: object = {};
  /** The Mini Program's. It stays the same, because the SDK takes hold of it, and of its files, when it is loaded. */
  readonly wx = { getFileSystemManager: () => this.#files } as Wx;
  /** What the Mini Program calls. Forgotten when the phone is renewed, as all that follows. */
  readonly calls = new WatchedCalls();
  /** Answers `wx.cloud.callFunction`. */
  callFunction: CallFunction | undefined;
  /** Its `windowWidth` and the like can be changed. */
  screen = standardScreen();
  #tapping = false;
  #now: SwitchedOn;

  constructor(private readonly options: TestPhoneOptions = {}) {
    this.#now = this.#switchOn();
  }

  /** From now on it is a new one; what is at work on the old one is interrupted. */
  async renew(): Promise<void> {
    const old = this.#now;
    // First, so that what the Mini Program does about the end of the old one finds a phone.
    this.#now = this.#switchOn();
    await switchOff(old);
    this.callFunction = undefined;
    this.calls.reset();
    this.screen = standardScreen();
  }

  async close(): Promise<void> {
    // The SDK stores what it remembers a moment later.
    Object.assign(this.wx, { setStorageSync: () => undefined });
    await switchOff(this.#now);
  }

  get person(): Person {
    return this.#now.person;
  }

  /** The simulator's own: settings, permissions, clipboard. */
  get simulated(): Phone {
    return this.#now.phone;
  }

  /** What is in the album, in the order in which it came. */
  get album(): SavedItem[] {
    const items = this.simulated.album().reverse();
    return items.map(({ id, type, name }) => ({
      type,
      name,
      bytes: readFileSync(this.simulated.albumPath(id) ?? ''),
    }));
  }

  /** The folder of `wx.env.USER_DATA_PATH` on this machine. */
  get userData(): string {
    return join(this.#now.dir, 'usr');
  }

  /** Makes a temporary file, and returns its path on the phone. */
  file(name: string, bytes: Uint8Array): string {
    return this.simulated.addTempFile(name, bytes);
  }

  /** Where a file of the phone is on this machine. */
  onDisk(path: string): string {
    const real = this.simulated.filePath(path);
    if (real === undefined) throw new Error(`The phone has no file ${path}.`);
    return real;
  }

  /** This WeChat has no such API. */
  lacks(api: keyof Wx): void {
    Object.assign(this.wx, { [api]: undefined });
  }

  /** Runs something as the handlers of a person's tap run. */
  tap<Result>(handler: () => Result): Result {
    this.#tapping = true;
    try {
      return handler();
    } finally {
      this.#tapping = false;
    }
  }

  #switchOn(): SwitchedOn {
    const dir = mkdtempSync(join(tmpdir(), 'test-phone-'));
    const callFunction: CallFunction = (...call) =>
      this.callFunction?.(...call) ?? Promise.reject(new Error('no cloud function in this test'));
    const { settings, ...options } = this.options;
    const phone = createPhone({ ...options, dir, openId: 'oTester', appId, callFunction });
    if (settings) phone.settings.update(settings);
    const connection = connectDirectly(phone);
    const person = new Person(phone);
    const environment = {
      ...pagelessEnvironment(connection.connectPhone, () => person),
      screen: () => this.screen,
      tapping: () => this.#tapping,
    };
    const { cloud, getFileSystemManager, ...apis } = createWx(environment) as Wx;
    Object.assign(this.#files, this.calls.wrap(getFileSystemManager()));
    Object.assign(this.wx, this.calls.wrap(apis), { cloud: this.calls.wrap(cloud, 'cloud.') });
    // So that jest leaves it alone at the end, when the SDK still calls it.
    Object.seal(this.wx);
    return { dir, phone, connection, person };
  }
}

async function switchOff({ connection, dir }: SwitchedOn): Promise<void> {
  await connection.end();
  await rm(dir, { recursive: true, maxRetries: 3 });
}
