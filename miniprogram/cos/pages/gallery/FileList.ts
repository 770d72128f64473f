import {
  flows,
  markerBefore,
  type ObjectPage,
  type PageChange,
  pageChange,
  reaches,
  type Splice,
  type StoredObject,
} from '../../index';

export interface ListStatus {
  /** `loading` until the list is known for the first time. */
  readonly state: 'loading' | 'ready' | 'failed';
  /** Why the last refresh failed. */
  readonly failure: unknown;
  readonly more: 'none' | 'loading' | 'failed';
  /** Why the page at the end is not there. */
  readonly moreFailure: unknown;
}

/**
 * What is loaded of the user's files, as COS has it and in its order: the first page, those that were asked for at its
 * end, and where an upload came in between. What was deleted here meanwhile is still among them; who shows the list leaves it out.
 */
export class FileList {
  status: ListStatus = { state: 'loading', failure: undefined, more: 'none', moreFailure: undefined };
  private readonly loaded: StoredObject[] = [];
  private next: string | undefined;
  private isStale = false;
  private isOpen = true;
  private refreshing: Promise<void> | undefined;
  /** Ids of finished uploads that the list was loaded after. */
  private readonly listedUploads = new Set<string>();
  /** Keys of finished uploads that the list has not been asked about. */
  private readonly uploadedKeys = new Set<string>();

  /** @param changed called when the status is another one, or the list: it is what it was but for this splice. */
  constructor(private readonly changed: (splice?: Splice) => void) {}

  /** The same array as long as the list is open. */
  get objects(): readonly StoredObject[] {
    return this.loaded;
  }

  get hasMore(): boolean {
    return this.next !== undefined;
  }

  /** What is still on its way is not told any more. */
  close(): void {
    this.isOpen = false;
  }

  /** The first page anew. One at a time; asked for meanwhile, it runs once more. Never rejects: see the status. */
  refresh(): Promise<void> {
    this.isStale = true;
    this.refreshing ??= this.refreshWhileStale();
    return this.refreshing;
  }

  /** Uploads that ended since are in the list soon. */
  refreshAfterUploads(): void {
    const isFresh = flows.uploads.items.some(
      ({ id, state }) => state.name === 'done' && !this.listedUploads.has(id),
    );
    if (isFresh) void this.refresh();
  }

  /** The page at the end, unless it is on its way or there is none. Never rejects: see the status. */
  async loadMore(): Promise<void> {
    const after = this.next;
    if (after === undefined || this.status.more === 'loading') return;
    this.tell({ more: 'loading', moreFailure: undefined });
    try {
      const page = await flows.listObjects({ after });
      // A refresh may have begun another list meanwhile, which goes on elsewhere.
      const change = after === this.next ? pageChange(this.known, page, after) : undefined;
      this.tell({ more: 'none' }, change);
    } catch (moreFailure) {
      this.tell({ more: 'failed', moreFailure });
    }
  }

  private get known(): ObjectPage {
    const { loaded: objects, next } = this;
    return next === undefined ? { objects } : { objects, next };
  }

  private async refreshWhileStale(): Promise<void> {
    while (this.isStale && this.isOpen) {
      this.isStale = false;
      await this.loadFirstPage();
    }
    this.refreshing = undefined;
  }

  private async loadFirstPage(): Promise<void> {
    if (this.status.state === 'failed') this.tell({ state: 'loading', failure: undefined });
    for (const { id, state } of flows.uploads.items) {
      if (state.name !== 'done' || this.listedUploads.has(id)) continue;
      this.listedUploads.add(id);
      this.uploadedKeys.add(state.object.key);
    }
    try {
      const first = await flows.listObjects();
      this.tell(
        { state: 'ready', failure: undefined, more: 'none', moreFailure: undefined },
        pageChange(this.known, first),
      );
      await this.loadUploadsBeyond(first);
    } catch (failure) {
      const state = this.status.state === 'ready' ? 'ready' : 'failed';
      this.tell({ state, failure, more: 'none' });
    }
  }

  /**
   * A key has the time when its upload began: one that took long may lie beyond the first page; one that was overwritten may lie
   * anywhere.
   */
  private async loadUploadsBeyond(first: ObjectPage): Promise<void> {
    for (const key of this.uploadedKeys) {
      const after = reaches(first, key) ? undefined : markerBefore(this.known, key);
      if (after !== undefined) {
        const page = await flows.listObjects({ after });
        this.tell({}, pageChange(this.known, page, after));
      }
      this.uploadedKeys.delete(key);
    }
  }

  private tell(status: Partial<ListStatus>, change?: PageChange): void {
    if (!this.isOpen) return;
    this.status = { ...this.status, ...status };
    if (change) {
      this.loaded.splice(change.at, change.removed.length, ...change.added);
      this.next = change.next;
    }
    this.changed(change);
  }
}
