import type { Connection } from '../client/Connection';
import type { CosClient, FoundObject } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { KeyLayout } from '../keys';
import { isCover } from '../objects/withCovers';
import { withEnd } from '../task/withEnd';

/** Of a thousand keys each; what is beyond them is not looked for. */
const PAGES = 5;
const PAGE = 1000;
/** For a list that is not there when somebody has chosen quickly. Milliseconds. */
const MOMENT = 500;
/** Objects of the same size that are asked for their checksum, for one file. */
const CANDIDATES = 3;

/**
 * The files that this user has stored already. Their sizes are listed while a person chooses, so that a file of which there is
 * no twin waits for nothing; only for one that has an object of its size is COS asked for a checksum, and its own is taken.
 */
export class Twins {
  private keys: ReadonlyMap<number, readonly string[]> = new Map();
  private listing: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly layout: KeyLayout,
  ) {}

  /** Lists what is there now. That it fails is no harm: then nothing is found. */
  prepare(): void {
    if (this.listing) return;
    this.keys = new Map();
    const attempt: Attempt = { action: 'list' };
    const listed = this.connection
      .run(attempt, (client) => sizesIn(client, attempt, this.layout))
      .then(
        (keys) => {
          this.keys = keys;
        },
        () => undefined,
      );
    this.listing = withEnd(listed, () => {
      this.listing = undefined;
    });
  }

  /** The object with these bytes, by size and CRC-64. `checksum` reads the file, which is done only when it may have a twin. */
  async find(
    client: CosClient,
    attempt: Attempt,
    size: number,
    checksum: () => Promise<string>,
  ): Promise<FoundObject | undefined> {
    if (this.listing) await Promise.race([this.listing, moment()]);
    const keys = this.keys.get(size)?.slice(0, CANDIDATES) ?? [];
    if (keys.length === 0) return undefined;
    // One that is gone meanwhile, or can't be asked for, is none.
    const asked = keys.map((key) => client.headObject({ ...attempt, key }, key).catch(() => undefined));
    const found = (await Promise.all(asked)).filter(
      (one) => one?.size === size && one.checksum !== undefined,
    );
    if (found.length === 0) return undefined;
    const own = await checksum();
    const { deleted } = this.connection;
    return found.find((one) => one?.checksum === own && !deleted.has(one.key));
  }
}

function moment(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, MOMENT);
  });
}

async function sizesIn(
  client: CosClient,
  attempt: Attempt,
  layout: KeyLayout,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { prefix } = await client.credential(attempt);
  const keys = new Map<number, string[]>();
  let after: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { objects, next } = await client.listObjects(attempt, { prefix, after, limit: PAGE });
    for (const { key, size } of objects) {
      // The same picture as a file of its own is not stored.
      if (isCover(key, layout)) continue;
      const known = keys.get(size);
      if (known) known.push(key);
      else keys.set(size, [key]);
    }
    if (next === undefined) break;
    after = next;
  }
  return keys;
}
