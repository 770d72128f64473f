import { flows } from '../../flows/flows';
import type { ObjectPage, StoredObject } from '../../flows/StoredObject';
import type { UploadItem } from '../../flows/UploadQueue';
import { describeFailure, type FailureView } from '../../i18n/describeFailure';
import { isThisComputer } from '../../i18n/isThisComputer';
import { type Messages, messages } from '../../i18n/messages';
import { addFiles } from '../addFiles';
import { changedPaths } from '../changedPaths';
import { definePage } from '../definePage';
import { isDeleted } from '../deletedKeys';
import { objectPageUrl } from '../objectPage';
import { openPage } from '../openPage';
import { type DayView, groupByDay } from './groupByDay';
import { markerBefore, mergePage } from './mergePage';
import { type UploadButton, uploadButton } from './uploadButton';

interface GalleryData {
  labels: { empty: string; loading: string; loadingMore: string; upload: string; noPreview: string };
  place: string;
  /** `loading` until the list is known for the first time. */
  state: 'loading' | 'ready' | 'failed';
  skeleton: number[];
  days: readonly DayView[];
  /** Signed URLs by the tile's slot. */
  thumbnails: Record<string, string>;
  /** Slots that get no picture. */
  lost: Record<string, boolean>;
  failure: FailureView | null;
  more: 'none' | 'loading' | 'failed';
  moreFailure: FailureView | null;
  /** Why files could not be chosen. */
  notice: FailureView | null;
  upload: UploadButton;
}

interface GalleryFields {
  texts: Messages;
  shown: ObjectPage;
  /** Slots of the keys, see TileView. */
  slots: Map<string, string>;
  /** Slots whose URL is asked for or known. */
  requested: Set<string>;
  /** Slots whose picture was lost once and was asked for again. */
  askedAgain: Set<string>;
  /** Ids of finished uploads that the list was loaded after. */
  listedUploads: Set<string>;
  /** Keys of finished uploads that the list has not been asked about. */
  uploadedKeys: Set<string>;
  visible: boolean;
  alive: boolean;
  refreshing: boolean;
  refreshAgain: boolean;
  choosing: boolean;
  unsubscribe: () => void;
}

interface GalleryMethods {
  refresh(): Promise<void>;
  loadFirstPage(): Promise<void>;
  loadLateUploads(): Promise<void>;
  loadMore(): Promise<void>;
  show(page: ObjectPage, rest: Partial<GalleryData>): void;
  slotOf(key: string): string;
  loadThumbnails(): Promise<void>;
  thumbnailChange(object: StoredObject): Promise<Record<string, string | boolean>>;
  followUploads(items: readonly UploadItem[]): void;
  refreshAfterUploads(): void;
  openObject(event: WechatMiniprogram.TouchEvent): void;
  reloadThumbnail(event: WechatMiniprogram.CustomEvent): Promise<void>;
  upload(): Promise<void>;
  closeNotice(): void;
}

/** Tiles that are drawn before the list is known: enough for the tallest phone. */
const SKELETON_TILES = 24;

definePage<GalleryData, GalleryMethods, GalleryFields>({
  data: {
    labels: { empty: '', loading: '', loadingMore: '', upload: '', noPreview: '' },
    place: '',
    state: 'loading',
    skeleton: Array.from({ length: SKELETON_TILES }, (_, index) => index),
    days: [],
    thumbnails: {},
    lost: {},
    failure: null,
    more: 'none',
    moreFailure: null,
    notice: null,
    upload: { badge: '', label: '', busy: false },
  },

  onLoad() {
    const texts = messages();
    this.texts = texts;
    this.shown = { objects: [] };
    this.slots = new Map();
    this.requested = new Set();
    this.askedAgain = new Set();
    this.listedUploads = new Set();
    this.uploadedKeys = new Set();
    this.visible = true;
    this.alive = true;
    this.refreshing = false;
    this.refreshAgain = false;
    this.choosing = false;

    const { title, empty, loading, loadingMore, upload, noPreview, localPlace, place } = texts.gallery;
    const { bucket, region, host } = flows.place;
    wx.setNavigationBarTitle({ title });
    this.setData({
      labels: { empty, loading, loadingMore, upload, noPreview },
      place: isThisComputer(host) ? localPlace : place(bucket, host ?? region),
      upload: uploadButton(flows.uploads.items, texts),
    });
    this.unsubscribe = flows.uploads.subscribe((items) => this.followUploads(items));
    void this.refresh();
  },

  onShow() {
    this.visible = true;
    if (this.shown.objects.some(({ key }) => isDeleted(key))) this.show(this.shown, {});
    this.refreshAfterUploads();
  },

  onHide() {
    this.visible = false;
  },

  onUnload() {
    this.alive = false;
    this.unsubscribe();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.loadMore();
  },

  /** One at a time; asked for meanwhile, it runs once more. */
  async refresh() {
    if (this.refreshing) {
      this.refreshAgain = true;
      return;
    }
    this.refreshing = true;
    do {
      this.refreshAgain = false;
      await this.loadFirstPage();
    } while (this.refreshAgain && this.alive);
    this.refreshing = false;
  },

  async loadFirstPage() {
    if (this.data.state === 'failed') this.setData({ state: 'loading', failure: null });
    for (const { id, state } of flows.uploads.items) {
      if (state.name !== 'done' || this.listedUploads.has(id)) continue;
      this.listedUploads.add(id);
      this.uploadedKeys.add(state.key);
    }
    try {
      const first = await flows.listObjects();
      if (!this.alive) return;
      this.show(mergePage(this.shown, first), {
        state: 'ready',
        failure: null,
        more: 'none',
        moreFailure: null,
      });
      await this.loadLateUploads();
    } catch (error) {
      if (!this.alive) return;
      const known = this.data.state === 'ready';
      this.setData({
        state: known ? 'ready' : 'failed',
        failure: describeFailure(error, 'list', this.texts),
        more: 'none',
      });
    }
  },

  /** A key has the time when its upload began: one that took long may lie beyond the first page. */
  async loadLateUploads() {
    for (const key of this.uploadedKeys) {
      const after = markerBefore(this.shown, key);
      if (after !== undefined) {
        const page = await flows.listObjects({ after });
        if (!this.alive) return;
        this.show(mergePage(this.shown, page, after), {});
      }
      this.uploadedKeys.delete(key);
    }
  },

  async loadMore() {
    const after = this.shown.next;
    if (after === undefined || this.data.more === 'loading') return;
    this.setData({ more: 'loading', moreFailure: null });
    try {
      const page = await flows.listObjects({ after });
      // A refresh may have begun another list meanwhile.
      if (!this.alive || after !== this.shown.next) return;
      this.show(mergePage(this.shown, page, after), { more: 'none' });
    } catch (error) {
      if (!this.alive || after !== this.shown.next) return;
      this.setData({ more: 'failed', moreFailure: describeFailure(error, 'list', this.texts) });
    }
  },

  show(page, rest) {
    // An answer may be older than a deletion.
    this.shown = { ...page, objects: page.objects.filter(({ key }) => !isDeleted(key)) };
    const days = groupByDay(this.shown.objects, (key) => this.slotOf(key), this.texts, Date.now());
    this.setData({ ...changedPaths('days', this.data.days, days), ...rest });
    void this.loadThumbnails();
  },

  slotOf(key) {
    const known = this.slots.get(key);
    if (known !== undefined) return known;
    const slot = `t${this.slots.size}`;
    this.slots.set(key, slot);
    return slot;
  },

  /** One setData for all of them. */
  async loadThumbnails() {
    const wanted = this.shown.objects.filter(
      ({ key, kind }) => kind === 'image' && !this.requested.has(this.slotOf(key)),
    );
    if (wanted.length === 0) return;
    for (const { key } of wanted) this.requested.add(this.slotOf(key));
    const changes = await Promise.all(wanted.map((object) => this.thumbnailChange(object)));
    if (this.alive) this.setData(Object.assign({}, ...changes));
  },

  /** Without a URL the tile shows type and name, and the next load of the list asks again. */
  async thumbnailChange(object) {
    const slot = this.slotOf(object.key);
    try {
      const url = await flows.thumbnailUrl(object, tileEdge());
      return { [`thumbnails.${slot}`]: url, [`lost.${slot}`]: false };
    } catch {
      this.requested.delete(slot);
      return { [`lost.${slot}`]: true };
    }
  },

  /** A signed URL may have expired before the tile came into view: one new URL for each picture. */
  async reloadThumbnail(event) {
    const key = String(event.currentTarget.dataset.key);
    const slot = this.slotOf(key);
    const object = this.shown.objects.find((candidate) => candidate.key === key);
    if (object === undefined) return;
    if (this.askedAgain.has(slot)) {
      this.setData({ [`lost.${slot}`]: true });
      return;
    }
    this.askedAgain.add(slot);
    const change = await this.thumbnailChange(object);
    if (this.alive) this.setData(change);
  },

  followUploads(items) {
    const button = uploadButton(items, this.texts);
    const changes = changedPaths('upload', this.data.upload, button);
    if (Object.keys(changes).length > 0) this.setData(changes);
    if (this.visible) this.refreshAfterUploads();
  },

  refreshAfterUploads() {
    const fresh = flows.uploads.items.some(
      ({ id, state }) => state.name === 'done' && !this.listedUploads.has(id),
    );
    if (fresh) void this.refresh();
  },

  openObject(event) {
    openPage(objectPageUrl(String(event.currentTarget.dataset.key)));
  },

  async upload() {
    if (this.choosing) return;
    if (this.data.upload.busy) {
      openPage('../upload/upload');
      return;
    }
    this.choosing = true;
    try {
      if (this.data.notice !== null) this.setData({ notice: null });
      const count = await addFiles(this.texts);
      if (count > 0 && this.alive) openPage('../upload/upload');
    } catch (error) {
      if (this.alive) this.setData({ notice: describeFailure(error, 'choose', this.texts) });
    } finally {
      this.choosing = false;
    }
  },

  closeNotice() {
    this.setData({ notice: null });
  },
});

/** A third of the screen in physical pixels. */
function tileEdge(): number {
  const { windowWidth, pixelRatio } = wx.getWindowInfo();
  return Math.ceil((windowWidth * pixelRatio) / 3);
}
