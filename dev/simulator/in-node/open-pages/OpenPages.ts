import type { PageSide } from '../../messages/PageSide';
import type { ExpectedPage } from '../browsers/PageServer';
import type { TouchScreen } from '../browsers/TouchScreen';

/** The page that scripts drive. */
export interface DrivenPage {
  page: PageSide;
  screen: TouchScreen | undefined;
}

interface Opener {
  screen: TouchScreen | undefined;
  resolve(): void;
  reject(error: Error): void;
}

/** The phone pages that are open now, and who opened them. Scripts drive the one that started last. */
export class OpenPages {
  readonly #openerOf = new Map<PageSide, Opener | undefined>();
  readonly #openers = new Map<string, Opener>();
  #started: PageSide[] = [];
  #waiting: (() => void)[] = [];
  #lastOpener = 0;

  /** `opener` goes into the page's URL as `?opener=`. */
  expect(screen: TouchScreen | undefined): Omit<ExpectedPage, 'url'> & { opener: string } {
    this.#lastOpener += 1;
    const opener = String(this.#lastOpener);
    const started = new Promise<void>((resolve, reject) => {
      this.#openers.set(opener, { screen, resolve, reject });
    });
    // Nobody waits for a page that is closed before it started.
    started.catch(() => undefined);
    return { opener, started: () => started, forget: () => this.#openers.delete(opener) };
  }

  add(page: PageSide, opener: string | null): void {
    this.#openerOf.set(page, this.#openers.get(opener ?? ''));
  }

  /** The page has started, or could not. */
  settle(page: PageSide, error: string | undefined): void {
    const opener = this.#openerOf.get(page);
    if (error !== undefined) {
      opener?.reject(new Error(error));
      return;
    }
    this.#started.push(page);
    opener?.resolve();
    for (const resume of this.#waiting.splice(0)) resume();
  }

  remove(page: PageSide): void {
    this.#openerOf.delete(page);
    this.#started = this.#started.filter((other) => other !== page);
  }

  showBuildError(message: string): void {
    for (const page of this.#openerOf.keys()) page.showBuildError(message);
  }

  /** Tells the pages to load anew. Scripts wait until one has. */
  reload(): void {
    this.#started = [];
    for (const page of this.#openerOf.keys()) page.reload();
  }

  /** The page that scripts drive; waits for one. */
  async driven(): Promise<DrivenPage> {
    for (;;) {
      const page = this.#started.at(-1);
      if (page) return { page, screen: this.#openerOf.get(page)?.screen };
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}
