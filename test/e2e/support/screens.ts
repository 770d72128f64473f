import type { SavedFile } from '../anywhere/support/Person';
import type { Opened, Page } from './startProduct';
import { until } from './until';

type Element = NonNullable<Awaited<ReturnType<Page['$']>>>;

export interface PhotoFile {
  name: string;
  bytes: Uint8Array;
  /** Of a video: what WeChat makes of it. */
  thumbnail?: Uint8Array;
}

/** The order of the action sheet that asks where files come from. */
const sources = { album: 0, camera: 1, chat: 2 } as const;

/** What a person does in the Mini Program, in the words of its pages. */
export class Screens {
  /** @param root of the subpackage, as in app.json. */
  constructor(
    private readonly product: Opened,
    private readonly root = 'cos',
  ) {}

  page(path: string): Promise<Page> {
    return until(`the page ${path} is shown`, async () => {
      const page = await this.product.miniProgram.currentPage();
      return page?.path === path && page;
    });
  }

  cosPage(name: 'gallery' | 'transfers' | 'object' | 'doctor'): Promise<Page> {
    return this.page(`${this.root}/pages/${name}/${name}`);
  }

  async openGallery(): Promise<Page> {
    const home = await this.page('pages/home/home');
    await (await element(home, '.open-gallery')).tap();
    const gallery = await this.cosPage('gallery');
    await until('the gallery is loaded', async () => (await gallery.data('state')) !== 'loading');
    return gallery;
  }

  /** Chooses the files, by a button of this page. Returns the page of transfers. */
  async choose(from: keyof typeof sources, files: PhotoFile[], page: Page, button: string): Promise<Page> {
    const { miniProgram, person } = this.product;
    await miniProgram.mockWxMethod('showActionSheet', { tapIndex: sources[from] });
    await person.willChoose(files);
    await (await element(page, button)).tap();
    const transfers = await this.cosPage('transfers');
    await miniProgram.restoreWxMethod('showActionSheet');
    return transfers;
  }

  /** From the gallery: chooses the files and waits until none of them is on its way. Returns the page of transfers. */
  async upload(from: keyof typeof sources, files: PhotoFile[]): Promise<Page> {
    const page = await this.choose(from, files, await this.cosPage('gallery'), '.upload-button');
    await until(
      `${files.length} transfers are over`,
      async () => {
        const states = await this.transferStates(page);
        return (
          states.length >= files.length && states.every((state) => /^(done|failed|present)$/.test(state))
        );
      },
      60_000,
    );
    return page;
  }

  /**
   * Read from the page's data in one answer: a row moves to another section when its state changes, so that an
   * element may be gone before it can be asked.
   */
  async transferStates(page: Page): Promise<string[]> {
    const { sections, rows } = (await page.data()) as {
      sections: { groups: { rows: string[] }[] }[];
      rows: Record<string, { state: string }>;
    };
    return sections.flatMap(({ groups }) =>
      groups.flatMap((group) => group.rows.map((slot) => rows[slot]?.state ?? '')),
    );
  }

  async back(): Promise<void> {
    await this.product.miniProgram.callWxMethod('navigateBack');
  }

  /** Opens the newest object of the cloud, when the gallery shows it first, and waits for its buttons. */
  async openNewest(): Promise<Page> {
    const gallery = await this.cosPage('gallery');
    const { cloud, person } = this.product;
    const prefix = `users/${person.openId}/`;
    const newest = (await cloud.cos.objects()).find(({ key }) => key.startsWith(prefix));
    const tile = await until('the newest object is the first tile', async () => {
      const first = await gallery.$('.tile');
      return first && (await first.attribute('data-key')) === newest?.key && first;
    });
    await tile.tap();
    const page = await this.cosPage('object');
    await element(page, '.delete-button');
    return page;
  }

  /** What the sheet of the object's page says of it. */
  async nameOfObject(): Promise<string> {
    const page = await this.cosPage('object');
    await (await element(page, '.more-button')).tap();
    const name = await (await element(page, '.field-name .field-value')).text();
    await this.product.person.seesRest();
    await (await element(page, '.close-button')).tap();
    await until('the sheet is closed', async () => (await page.$('.field-name')) === null);
    return name;
  }

  /** From the object's page. Resolves with what is new in the album. */
  async saveToAlbum(): Promise<SavedFile> {
    const { person } = this.product;
    const before = (await person.album()).length;
    const page = await this.cosPage('object');
    await (await element(page, '.save-button')).tap();
    await element(page, '.save-button.saved', 30_000);
    const [newest, ...others] = await person.album();
    if (newest === undefined || others.length !== before) throw new Error('The album has no new item.');
    return newest;
  }
}

export function element(page: Page, selector: string, limit?: number): Promise<Element> {
  return until(`${selector} is on ${page.path}`, () => page.$(selector), limit);
}
