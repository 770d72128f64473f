import { Listeners } from '../../../Listeners';
import type { Permissions, PhoneSettings, Scope } from '../../messages/PhoneProtocol';
import { JsonFile } from './JsonFile';
import { parseSettingsChange } from './parseSettingsChange';

/** The phone's settings: kept on disk, and told to every open page. */
export class SettingsStore {
  readonly #file: JsonFile<Partial<PhoneSettings>>;
  readonly #listeners = new Listeners<PhoneSettings>();
  #current: PhoneSettings;
  #fresh: boolean;

  constructor(path: string, openId: string) {
    this.#file = new JsonFile(path, parseSettingsChange);
    const saved = this.#file.read();
    this.#fresh = saved === undefined;
    this.#current = {
      language: 'zh_CN',
      theme: 'light',
      network: 'wifi',
      weakNetwork: false,
      privacy: 'agreed',
      verifyDomains: false,
      domains: { request: [], uploadFile: [], downloadFile: [] },
      permissions: {},
      photosForWeChat: true,
      platform: 'android',
      textScale: 1,
      openId,
      ...saved,
    };
  }

  get current(): PhoneSettings {
    return this.#current;
  }

  /** Nobody has set anything yet: the panel takes language and theme from the browser. */
  get fresh(): boolean {
    return this.#fresh;
  }

  /** At once for every open page, soon on disk. */
  update(change: Partial<PhoneSettings>): void {
    this.#current = { ...this.#current, ...change };
    this.#fresh = false;
    this.#file.save(this.#current).catch((error: unknown) => {
      console.error(`The phone's settings could not be kept in ${this.#file.path}:`, error);
    });
    this.#listeners.emit(this.#current);
  }

  setPermission(scope: Scope, granted: boolean): void {
    this.update({ permissions: { ...this.#current.permissions, [scope]: granted } });
  }

  /** As if nothing had ever been asked for. */
  resetPermissions(): void {
    const none: Permissions = {};
    this.update({ permissions: none });
  }

  /** Returns the function that stops listening. */
  onChange(listener: (settings: PhoneSettings) => void): () => void {
    return this.#listeners.add(listener);
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }
}
