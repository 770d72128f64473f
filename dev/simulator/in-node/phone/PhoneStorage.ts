import { JsonFile } from './JsonFile';

/** `wx.setStorage` on disk: JSON texts by key. The page checks WeChat's limits, because its Sync calls have to. */
export class PhoneStorage {
  readonly #file: JsonFile<Record<string, string>>;
  readonly #entries: Map<string, string>;

  constructor(path: string) {
    this.#file = new JsonFile(path);
    this.#entries = new Map(Object.entries(this.#file.read() ?? {}));
  }

  all(): Record<string, string> {
    return Object.fromEntries(this.#entries);
  }

  /** Resolves when it is on disk. */
  set(key: string, json: string): Promise<void> {
    this.#entries.set(key, json);
    return this.#file.save(this.all());
  }

  remove(key: string): Promise<void> {
    this.#entries.delete(key);
    return this.#file.save(this.all());
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }
}
