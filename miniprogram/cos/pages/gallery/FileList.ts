import {
  flows,
  markerBefore,
  type ObjectPage,
  type PageChange,
  pageChange,
  reaches,
  type Splice,
  type StoredObject,
  trimmed,
} from '../../index';

/** COS lists at most as many at once. */
const MOST = 1000;
/** Of the first page. */
const FIRST = 60;

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
 * end, and where an upload came in between. Until COS has answered it is what was remembered. What was deleted here meanwhile is still among them; who shows the list leaves it out.
 */
export class FileList {
  status: ListStatus = { state: 'loading', failure: undefined, more: 'none', moreFailure: undefined };
  private readonly loaded: StoredObject[];
  private next: string | undefined;
  private isStale = false;
  private isAllStale = false;
  private isOpen = true;
  private refreshing: Promise<void> | undefined;
  private loadingPage: Promise<void> | undefined;
  private loadingAll: Promise<void> | undefined;
  /** Ids of finished uploads that the list was loaded after. */
  private readonly listedUploads = new Set<string>();
  /** Keys of finished uploads that the list has not been asked about. */
  private readonly uploadedKeys = new Set<string>();

  /** @param changed called when the status is another one, or the list: it is what it was but for this splice. */
  constructor(
    private readonly changed: (splice?: Splice) => void,
    remembered: readonly StoredObject[] = [],
  ) {
    this.loaded = [...remembered];
    if (remembered.length > 0) void this.forgetThoseOfOthers();
  }

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

  /**
   * The first page anew. One at a time; asked for meanwhile, it runs once more. Never rejects: see the status.
   *
   * @param all what is loaded beyond it as well
   */
  refresh(all = false): Promise<void> {
    this.isStale = true;
    this.isAllStale ||= all;
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

  /**
   * The page at the end, unless it is on its way or there is none. Never rejects: see the status.
   *
   * @param count as of `flows.listObjects`
   */
  async loadMore(count?: number): Promise<void> {
    if (this.next === undefined) return;
    this.loadingPage ??= this.loadPage(this.next, count);
    await this.loadingPage;
  }

  /** It was renamed here: COS lists it where it was. */
  replace(object: StoredObject, renamed: StoredObject): void {
    const at = this.loaded.findIndex(({ key }) => key === object.key);
    if (at >= 0)
      this.tell({}, { at, removed: this.loaded.slice(at, at + 1), added: [renamed], next: this.next });
  }

  /** All pages that are left, in few requests; after a failure from there. Never rejects: see the status. */
  async loadAll(): Promise<void> {
    this.loadingAll ??= this.loadPages();
    await this.loadingAll;
  }

  private async loadPages(): Promise<void> {
    // A page of another size that is on its way is one of them.
    do await this.loadMore(MOST);
    while (this.next !== undefined && this.status.more !== 'failed' && this.isOpen);
    this.loadingAll = undefined;
  }

  private async loadPage(after: string, count: number | undefined): Promise<void> {
    this.tell({ more: 'loading', moreFailure: undefined });
    const end = (status: Partial<ListStatus>, change?: PageChange) => {
      // First: who hears of it may want the next one at once.
      this.loadingPage = undefined;
      this.tell(status, change);
    };
    try {
      const page = await flows.listObjects(count === undefined ? { after } : { after, count });
      // A refresh may have begun another list meanwhile, which goes on elsewhere.
      const change = after === this.next ? pageChange(this.known, page, after) : undefined;
      const next = change ? change.next : this.next;
      const goesOn = this.loadingAll !== undefined && next !== undefined;
      end({ more: goesOn ? 'loading' : 'none' }, change);
    } catch (moreFailure) {
      end({ more: 'failed', moreFailure });
    }
  }

  /** What is remembered may be another user's: the key says so before the list does. */
  private async forgetThoseOfOthers(): Promise<void> {
    const prefix = await flows.userPrefix().catch(() => '');
    if (this.status.state === 'ready' || this.loaded.every(({ key }) => key.startsWith(prefix))) return;
    this.tell({}, { at: 0, removed: [...this.loaded], added: [], next: undefined });
  }

  private get known(): ObjectPage {
    const { loaded: objects, next } = this;
    return next === undefined ? { objects } : { objects, next };
  }

  private get moreNow(): ListStatus['more'] {
    return this.loadingPage === undefined ? 'none' : 'loading';
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
      const all = this.isAllStale && this.status.state === 'ready' && this.loaded.length > FIRST;
      this.isAllStale = false;
      const first = await flows.listObjects(all ? { count: MOST } : {});
      this.tell(
        { state: 'ready', failure: undefined, more: this.moreNow, moreFailure: undefined },
        // Of what was remembered nothing goes on beyond the page.
        this.status.state === 'ready'
          ? pageChange(this.known, first)
          : { ...trimmed(0, this.loaded, first.objects), next: first.next },
      );
      await this.loadUploadsBeyond(first);
      if (all) await this.reloadBeyond(first);
    } catch (failure) {
      const state = this.status.state === 'ready' ? 'ready' : 'failed';
      this.tell({ state, failure, more: this.moreNow });
    }
  }

  /** What was loaded before, in few requests. */
  private async reloadBeyond(first: ObjectPage): Promise<void> {
    let page = first;
    const isReached = () => {
      const last = this.loaded[this.loaded.length - 1];
      return last === undefined || reaches(page, last.key);
    };
    while (this.isOpen && !isReached()) {
      const after = page.next;
      page = await flows.listObjects({ after, count: MOST });
      this.tell({}, pageChange(this.known, page, after));
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
