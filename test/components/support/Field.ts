import type { UploaderTile } from '../../../miniprogram/cos/components/cos-uploader/uploaderTiles';
import type { Page, Product } from '../../e2e/support/startProduct';
import { until } from '../../e2e/support/until';

type Element = NonNullable<Awaited<ReturnType<Page['$']>>>;

export function photo(name: string, bytes = 5): { name: string; bytes: Uint8Array } {
  return { name, bytes: Buffer.alloc(bytes, name) };
}

/** In px of the screen, below the simulator's bars. */
export async function centreOf(element: Element): Promise<{ x: number; y: number }> {
  const [offset, size] = [await element.offset(), await element.size()];
  return { x: offset.left + Number(size.width) / 2, y: 88 + offset.top + Number(size.height) / 2 };
}

/** What a person sees of one `cos-uploader` and does with it. */
export class Field {
  constructor(
    private readonly product: Product,
    private readonly page: Page,
    private readonly selector: string,
  ) {}

  async choose(...files: { name: string; bytes: Uint8Array }[]): Promise<void> {
    const before = (await this.tiles()).length;
    this.product.phone.nextChoice(files);
    await this.tapAdd();
    await until(
      'something came of it',
      async () => (await this.failure()) !== undefined || (await this.tiles()).length > before,
    );
  }

  async tapAdd(): Promise<void> {
    await (await this.one('.add')).tap();
  }

  async tap(at: number): Promise<void> {
    await (await this.tile(at)).tap();
  }

  async pressLong(at: number): Promise<void> {
    await (await this.tile(at)).longpress();
  }

  async remove(at: number): Promise<void> {
    const removers = await this.all('.remove');
    await removers[at]?.tap();
  }

  async tryAgain(): Promise<void> {
    await (await this.one('failure-card >>> .failure-help')).tap();
  }

  async tile(at: number): Promise<Element> {
    const tile = (await this.tiles())[at];
    if (tile === undefined) throw new Error(`There is no tile ${at}.`);
    return tile;
  }

  async states(): Promise<string[]> {
    return (await this.shown()).map(({ state }) => state);
  }

  async labels(): Promise<string[]> {
    return (await this.shown()).map(({ label }) => label);
  }

  /** What is written over the tiles that have something to say. */
  async lines(): Promise<string[]> {
    return (await this.shown()).map(({ line }) => line).filter((line) => line !== '');
  }

  /** Keys of the pictures that come from the bucket. */
  async pictures(): Promise<string[]> {
    return Promise.all((await this.all('cos-image')).map((image) => image.property('objectKey')));
  }

  /** What the tiles without a picture say that they are. */
  async faces(): Promise<string[]> {
    const faces = await this.all('.file');
    return Promise.all(
      faces.map(async (face) => {
        const [extension, name] = [await face.$('.extension'), await face.$('.name')];
        return `${await extension?.text()} ${await name?.text()}`;
      }),
    );
  }

  async removers(): Promise<number> {
    return (await this.all('.remove')).length;
  }

  async takesMore(): Promise<boolean> {
    return (await this.all('.add')).length > 0;
  }

  /** The heading of the card, when there is one. */
  async failure(): Promise<string | undefined> {
    const [heading] = await this.all('failure-card >>> .failure-heading');
    return heading?.text();
  }

  /** Read from its data in one answer: an element may be gone before it can be asked. */
  private async shown(): Promise<readonly UploaderTile[]> {
    const field = (await this.page.$(this.selector)) as Element & {
      data(path: string): Promise<UploaderTile[]>;
    };
    return field.data('tiles');
  }

  private tiles(): Promise<Element[]> {
    return this.all('.tile[data-id]');
  }

  private async all(selector: string): Promise<Element[]> {
    return this.page.$$(`${this.selector} >>> ${selector}`);
  }

  private one(selector: string): Promise<Element> {
    return until(`${selector} is there`, async () => (await this.all(selector))[0]);
  }
}
