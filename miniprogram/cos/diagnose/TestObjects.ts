import type { Connection } from '../client/Connection';
import type { CosClient } from '../client/CosClient';
import { contentTypes, PLAIN_BYTES } from '../contentTypes';
import type { Action, Attempt } from '../failures/Failure';
import { appendToFile, makeFile, removeFile } from '../files/wxFiles';

/** A picture of one pixel: PNG, in hex. */
const PIXEL =
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da636460f85f0f0002870180eb47ba920000000049454e44ae426082';

const FOLDER = 'cos-doctor/';
const PICTURE = 'pixel.png';
const IN_PARTS = 'part';

/**
 * What the checks store, in a folder of its own within the user's. Always under the same keys: what a killed Mini Program
 * left is written over and taken off by the next run.
 */
export class TestObjects {
  readonly bytes = Uint8Array.from(PIXEL.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  private readonly stored = new Set<string>();
  private isBegun = false;
  private hasFile = false;

  /** @param free resolves when an earlier run has taken off what it stored. */
  constructor(
    private readonly connection: Connection,
    private readonly free: Promise<void>,
  ) {}

  /** Sends the picture in one request. */
  async sendPicture(client: CosClient): Promise<void> {
    const attempt = await this.attempt('upload', client, PICTURE);
    const path = localPath();
    if (!this.hasFile) {
      await makeFile(path, client.limits.files);
      this.hasFile = true;
      await appendToFile(path, this.bytes.buffer, client.limits.files);
    }
    // Before it is answered: COS may store it all the same.
    this.stored.add(PICTURE);
    const contentType = contentTypes.get('png') ?? PLAIN_BYTES;
    await client.postObject(attempt, { key: attempt.key, path, contentType, onProgress: () => undefined })
      .answer;
  }

  /** Where the picture is, or would be. */
  async pictureKey(client: CosClient): Promise<string> {
    return (await this.attempt('upload', client, PICTURE)).key;
  }

  /** The picture's key, after it was sent when it is not there: a run may begin with any check. */
  async picture(client: CosClient): Promise<string> {
    if (!this.stored.has(PICTURE)) await this.sendPicture(client);
    return this.pictureKey(client);
  }

  /** The same bytes as an upload of one part. */
  async sendInParts(client: CosClient): Promise<void> {
    const attempt = await this.attempt('upload', client, IN_PARTS);
    const { key } = attempt;
    await this.abortBegun(client);
    this.isBegun = true;
    const uploadId = await client.initiateUpload(attempt, key, PLAIN_BYTES);
    await client.uploadPart(attempt, key, uploadId, 1, this.bytes.buffer).answer;
    // As an upload does that goes on after a break.
    const parts = await client.listParts(attempt, key, uploadId);
    this.stored.add(IN_PARTS);
    await client.completeUpload(
      attempt,
      key,
      uploadId,
      parts.map(({ etag }) => etag),
    );
    this.isBegun = false;
  }

  /** Rejects with a `Failure` when COS does not let it. */
  async remove(client: CosClient): Promise<void> {
    // To delete what is not there needs the same permission.
    this.stored.add(PICTURE);
    for (const name of [...this.stored]) {
      const attempt = await this.attempt('delete', client, name);
      await client.deleteObject(attempt, attempt.key);
      this.stored.delete(name);
    }
  }

  /** Takes off what is still there, as far as COS lets it. Never rejects. */
  async tidy(): Promise<void> {
    if (this.hasFile) await removeFile(localPath());
    const rest = [
      ...(this.isBegun ? [(client: CosClient) => this.abortBegun(client)] : []),
      ...(this.stored.size > 0 ? [(client: CosClient) => this.remove(client)] : []),
    ];
    for (const work of rest) await this.connection.run({ action: 'other' }, work).catch(() => undefined);
  }

  private async abortBegun(client: CosClient): Promise<void> {
    const attempt = await this.attempt('upload', client, IN_PARTS);
    for (const { key, uploadId } of await client.listUploads(attempt, attempt.key))
      await client.abortUpload(attempt, key, uploadId);
    this.isBegun = false;
  }

  private async attempt(
    action: Action,
    client: CosClient,
    name: string,
  ): Promise<Attempt & { readonly key: string }> {
    await this.free;
    const { prefix } = await client.credential({ action });
    return { action, key: `${prefix}${FOLDER}${name}` };
  }
}

function localPath(): string {
  return `${wx.env.USER_DATA_PATH}/cos-doctor.png`;
}
