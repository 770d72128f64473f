import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Choice, ChosenFile } from '../../messages/PhoneProtocol';
import { describeChosenFile } from './media/describeChosenFile';
import type { PhoneFiles } from './PhoneFiles';

/** A file of this machine, or bytes. Of a video with the JPEG that WeChat would make of it: nothing here can. */
export type ChoiceFile = { name: string; thumbnail?: Uint8Array } & (
  | { path: string }
  | { bytes: Uint8Array }
);

/** What the person chooses when the Mini Program asks for photos, videos or files. */
export class Choices {
  readonly #prepared: (ChoiceFile[] | 'cancel')[] = [];

  constructor(private readonly files: PhoneFiles) {}

  prepare(choice: ChoiceFile[] | 'cancel'): void {
    this.#prepared.push(choice);
  }

  async next(count: number): Promise<Choice> {
    const choice = this.#prepared.shift();
    if (choice === undefined) return { state: 'ask' };
    if (choice === 'cancel') return { state: 'cancel' };
    const files = await Promise.all(
      choice.slice(0, count).map(async (file) => {
        const virtual = this.files.addTemp(file.name, 'path' in file ? file.path : file.bytes);
        const chosen = await this.#describe(virtual, file.name, Date.now());
        const { thumbnail } = file;
        return thumbnail ? { ...chosen, thumbnail: this.files.addTemp('thumbnail.jpg', thumbnail) } : chosen;
      }),
    );
    return { state: 'files', files };
  }

  async receive(name: string, modified: number, content: Readable): Promise<ChosenFile> {
    const { virtual, real } = this.files.newTemp(extname(name).toLowerCase());
    await pipeline(content, createWriteStream(real)).catch(async (error) => {
      await rm(real, { force: true });
      throw error;
    });
    return this.#describe(virtual, name, modified);
  }

  async #describe(virtual: string, name: string, modified: number): Promise<ChosenFile> {
    return describeChosenFile(virtual, await this.files.file(virtual), name, modified);
  }
}
