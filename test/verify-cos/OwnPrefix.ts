import COS from 'cos-nodejs-sdk-v5';
import { type BucketAddress, virtualHosted } from './BucketAddress';

/** What is below one prefix of a bucket, with the permanent key. Nothing else of the bucket is ever changed. */
export class OwnPrefix {
  private readonly sdk: COS;
  private readonly place: { readonly Bucket: string; readonly Region: string };

  /** @param prefix ends with `/`. */
  constructor(
    address: BucketAddress,
    readonly prefix: string,
  ) {
    // Whatever is below it will be deleted.
    if (!/^contract-[\w-]{8,}\/$/.test(prefix)) throw new Error(`"${prefix}" is no prefix of a run.`);
    const { secretId: SecretId, secretKey: SecretKey, bucket: Bucket, region: Region } = address;
    this.sdk = new COS({ SecretId, SecretKey, ...virtualHosted(address) });
    this.place = { Bucket, Region };
  }

  /** Rejects with the reason why the cases can't be tried there. */
  async check(): Promise<void> {
    const { Bucket, Region } = this.place;
    await this.sdk.getBucket({ ...this.place, Prefix: this.prefix, MaxKeys: 1 }).catch((error: unknown) => {
      const { statusCode = 'nothing', code = '', message = '' } = error as Record<string, string>;
      throw new Error(
        `${Bucket} in ${Region} can't be listed with this key: ${statusCode} ${code} ${message}`,
      );
    });
    const versioning = await this.sdk.getBucketVersioning(this.place).catch(() => undefined);
    if (versioning?.VersioningConfiguration?.Status !== 'Enabled') return;
    throw new Error(
      `${Bucket} has versioning on: what the cases delete would stay as older versions. Take a bucket without it.`,
    );
  }

  /** Removes all of it; resolves with how much that was. */
  async clear(): Promise<{ objects: number; uploads: number }> {
    return { uploads: await this.abortUploads(), objects: await this.deleteObjects() };
  }

  private async deleteObjects(): Promise<number> {
    const page = await this.sdk.getBucket({ ...this.place, Prefix: this.prefix });
    const Objects = page.Contents.map(({ Key }) => ({ Key }));
    if (Objects.length === 0) return 0;
    const { Error: refused } = await this.sdk.deleteMultipleObject({ ...this.place, Objects, Quiet: true });
    const [first] = [refused ?? []].flat();
    if (first) throw new Error(`${first.Key} can't be deleted: ${first.Code}`);
    return Objects.length + (await this.deleteObjects());
  }

  private async abortUploads(): Promise<number> {
    const page = await this.sdk.multipartList({ ...this.place, Prefix: this.prefix, Delimiter: '' });
    for (const { Key, UploadId: id } of page.Upload) {
      await this.sdk.multipartAbort({ ...this.place, Key, UploadId: id });
    }
    return page.Upload.length === 0 ? 0 : page.Upload.length + (await this.abortUploads());
  }
}
