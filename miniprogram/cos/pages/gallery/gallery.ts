import { changedPaths } from '../../components/changedPaths';
import { nobodyWaits } from '../../components/nobodyWaits';
import { Opening } from '../../components/Opening';
import { openPage } from '../../components/openPage';
import { windowInfo } from '../../components/windowInfo';
import { type FailureView, failureView } from '../../i18n/failureView';
import { isThisComputer } from '../../i18n/isThisComputer';
import { type Messages, messages } from '../../i18n/messages';
import { flows, indexAfter, markerBefore, mergePage, type ObjectPage, reaches } from '../../index';
import { addFilesOn } from '../addFiles';
import { definePage } from '../definePage';
import { objectPageUrl } from '../objectPage';
import { PacedDrawing } from '../PacedDrawing';
import { ShownItems } from '../ShownItems';
import { sendChanges } from '../sendChanges';
import { GalleryLayout, type Sizes, sizesFor } from './GalleryLayout';
import { groupByDay } from './groupByDay';
import { Pictures } from './Pictures';
import { Selection, type SelectionView } from './Selection';
import { type TileView, tileView } from './TileView';
import { type UploadButton, uploadButton } from './uploadButton';

interface GalleryData {
  labels: {
    empty: string;
    loading: string;
    loadingMore: string;
    upload: string;
    noPreview: string;
    save: string;
    cancel: string;
    stop: string;
    close: string;
  };
  place: string;
  /** `loading` until the list is known for the first time. */
  state: 'loading' | 'ready' | 'failed';
  skeleton: number[];
  /** Style of what has the files in it: `Sizes` as the style sheet takes them. */
  heights: string;
  /** px of the list above the days that are drawn. */
  above: number;
  days: readonly DayView[];
  /** px of the list below them. */
  below: number;
  /** Of the files around the screen only, by slot. */
  tiles: Record<string, TileView | null>;
  failure: FailureView | null;
  more: 'none' | 'loading' | 'failed';
  moreFailure: FailureView | null;
  /** Why files could not be chosen. */
  notice: FailureView | null;
  upload: UploadButton;
  /** In place of the button, while files are marked or saved. */
  selection: SelectionView | null;
}

/** What is drawn of a day. */
interface DayView {
  id: string;
  title: string;
  /** px between heading and tiles. */
  above: number;
  /** Slots in `tiles`. */
  tiles: readonly string[];
  /** px below the tiles. */
  below: number;
}

interface GalleryFields {
  texts: Messages;
  shown: ObjectPage;
  sizes: Sizes;
  layout: GalleryLayout;
  scrollTop: number;
  /** Where the page was scrolled to when the tiles were chosen that are drawn. */
  drawnAt: number;
  /** The list has moved while another page was in front. */
  movedUnseen: boolean;
  tiles: ShownItems<TileView>;
  pictures: Pictures;
  button: PacedDrawing;
  selection: Selection;
  /** Ids of finished uploads that the list was loaded after. */
  listedUploads: Set<string>;
  /** Keys of finished uploads that the list has not been asked about. */
  uploadedKeys: Set<string>;
  visible: boolean;
  alive: boolean;
  refreshing: boolean;
  refreshAgain: boolean;
  choosing: Opening;
  unsubscribe: () => void;
}

interface GalleryMethods {
  refresh(): Promise<void>;
  loadFirstPage(): Promise<void>;
  loadUploadsBeyond(first: ObjectPage): Promise<void>;
  loadMore(): Promise<void>;
  show(page: ObjectPage, rest: Partial<GalleryData>): void;
  fitScreen(): void;
  layOut(before: ObjectPage, rest: Partial<GalleryData>): void;
  movedBy(before: ObjectPage, layout: GalleryLayout): number;
  keepPlace(): void;
  draw(rest: Partial<GalleryData>, drawn?: () => void): void;
  uploadButton(): UploadButton;
  refreshAfterUploads(): void;
  tapObject(event: WechatMiniprogram.TouchEvent): void;
  select(event: WechatMiniprogram.TouchEvent): void;
  showSelection(): void;
  saveSelected(): void;
  cancelSelection(): void;
  helpSelection(event: WechatMiniprogram.CustomEvent): void;
  reloadThumbnail(event: WechatMiniprogram.CustomEvent): void;
  upload(): Promise<void>;
  closeNotice(): void;
}

/** Tiles that are drawn before the list is known: enough for the tallest phone. */
const SKELETON_TILES = 24;

definePage<GalleryData, GalleryMethods, GalleryFields>({
  data: {
    labels: {
      empty: '',
      loading: '',
      loadingMore: '',
      upload: '',
      noPreview: '',
      save: '',
      cancel: '',
      stop: '',
      close: '',
    },
    place: '',
    state: 'loading',
    skeleton: Array.from({ length: SKELETON_TILES }, (_, index) => index),
    heights: '',
    above: 0,
    days: [],
    below: 0,
    tiles: {},
    failure: null,
    more: 'none',
    moreFailure: null,
    notice: null,
    upload: { badge: '', label: '', busy: false },
    selection: null,
  },

  onLoad() {
    const texts = messages();
    this.texts = texts;
    this.shown = { objects: [] };
    const screen = windowInfo();
    this.sizes = sizesFor(screen);
    this.layout = new GalleryLayout([], this.sizes);
    this.scrollTop = 0;
    this.drawnAt = 0;
    this.movedUnseen = false;
    this.tiles = new ShownItems('tiles');
    this.pictures = new Pictures(Math.ceil((screen.windowWidth * screen.pixelRatio) / 3), () => {
      if (this.alive) this.draw({});
    });
    this.selection = new Selection(texts, () => this.showSelection());
    this.listedUploads = new Set();
    this.uploadedKeys = new Set();
    this.visible = true;
    this.alive = true;
    this.refreshing = false;
    this.refreshAgain = false;
    this.choosing = new Opening();

    const { title, empty, loading, loadingMore, upload, noPreview, localPlace, place } = texts.gallery;
    const { save, cancel, stop, close } = texts.selection;
    const { bucket, region, host } = flows.place;
    wx.setNavigationBarTitle({ title, ...nobodyWaits });
    this.setData({
      labels: { empty, loading, loadingMore, upload, noPreview, save, cancel, stop, close },
      place: isThisComputer(host) ? localPlace : place(bucket, host ?? region),
      upload: this.uploadButton(),
      heights: heights(this.sizes),
    });
    this.button = new PacedDrawing(this, () => changedPaths('upload', this.data.upload, this.uploadButton()));
    this.unsubscribe = flows.uploads.subscribe(() => {
      this.button.soon();
      if (this.visible) this.refreshAfterUploads();
    });
    void this.refresh();
  },

  onShow() {
    this.visible = true;
    this.button.show();
    if (this.movedUnseen) this.keepPlace();
    this.fitScreen();
    if (this.shown.objects.some(({ key }) => flows.isRemoved(key))) this.show(this.shown, {});
    this.refreshAfterUploads();
  },

  onHide() {
    this.visible = false;
    this.button.hide();
  },

  onUnload() {
    this.alive = false;
    this.button.hide();
    this.unsubscribe();
    // What still runs would end where nobody sees how.
    this.selection.cancel();
  },

  async onPullDownRefresh() {
    this.pictures.retry('all');
    await this.refresh();
    wx.stopPullDownRefresh(nobodyWaits);
  },

  onPageScroll({ scrollTop }) {
    this.scrollTop = scrollTop;
    if (this.layout.strays(this.drawnAt, scrollTop)) this.draw({});
  },

  /** A tablet that was turned, a window that was drawn larger. */
  onResize() {
    this.fitScreen();
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
      this.uploadedKeys.add(state.object.key);
    }
    try {
      const first = await flows.listObjects();
      if (!this.alive) return;
      this.pictures.retry('unsigned');
      this.show(mergePage(this.shown, first), {
        state: 'ready',
        failure: null,
        more: 'none',
        moreFailure: null,
      });
      await this.loadUploadsBeyond(first);
    } catch (error) {
      if (!this.alive) return;
      const known = this.data.state === 'ready';
      this.setData({
        state: known ? 'ready' : 'failed',
        failure: failureView(error, 'list', this.texts),
        more: 'none',
      });
    }
  },

  /**
   * A key has the time when its upload began: one that took long may lie beyond the first page; one that was overwritten may lie
   * anywhere.
   */
  async loadUploadsBeyond(first) {
    for (const key of this.uploadedKeys) {
      const after = reaches(first, key) ? undefined : markerBefore(this.shown, key);
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
      if (!this.alive) return;
      // A refresh may have begun another list meanwhile, which goes on elsewhere.
      if (after === this.shown.next) this.show(mergePage(this.shown, page, after), { more: 'none' });
      else this.setData({ more: 'none' });
    } catch (error) {
      if (!this.alive) return;
      this.setData({ more: 'failed', moreFailure: failureView(error, 'list', this.texts) });
    }
  },

  show(page, rest) {
    const before = this.shown;
    this.shown = { ...page, objects: page.objects.filter(({ key }) => !flows.isRemoved(key)) };
    this.layOut(before, rest);
    // Too short to be scrolled to its end, where the next page is asked for.
    if (this.layout.height < this.sizes.viewport && this.data.more === 'none') void this.loadMore();
  },

  fitScreen() {
    const sizes = sizesFor(windowInfo());
    if (sizes.viewport === this.sizes.viewport && heights(sizes) === this.data.heights) return;
    this.sizes = sizes;
    this.layOut(this.shown, { heights: heights(sizes) });
  },

  /** What the person looks at stays on the screen: iOS does not hold it there by itself. */
  layOut(before, rest) {
    const known = this.layout;
    this.layout = new GalleryLayout(groupByDay(this.shown.objects), this.sizes);
    const moved = this.movedBy(before, known);
    this.scrollTop += moved;
    this.draw(rest, moved === 0 ? undefined : () => this.keepPlace());
  },

  /** By how many px what the person looks at has moved down. At the top they look at what is new. */
  movedBy(before, layout) {
    const at = layout.fileAt(this.scrollTop);
    if (layout.rowTop(at) <= layout.rowTop(0)) return 0;
    const key = before.objects[at]?.key;
    if (key === undefined) return 0;
    // The file that stands where it stood, or would stand.
    const now = indexAfter(this.shown.objects, key);
    const isThere = this.shown.objects[now - 1]?.key === key;
    return this.layout.rowTop(isThere ? now - 1 : now) - layout.rowTop(at);
  },

  /** wx.pageScrollTo scrolls the page in front, whichever asks. */
  keepPlace() {
    this.movedUnseen = !this.visible;
    if (this.visible) wx.pageScrollTo({ scrollTop: this.scrollTop, duration: 0, ...nobodyWaits });
  },

  draw(rest, drawn) {
    this.drawnAt = this.scrollTop;
    const { above, days, below } = this.layout.around(this.scrollTop);
    const inDay = days.map(({ from, to }) => this.shown.objects.slice(from, to));
    const objects = inDay.flat();
    void this.pictures.keep(objects);
    const { fill, clear } = this.tiles.update(
      objects.map((object) => {
        const { key } = object;
        const tile = tileView(object, this.pictures.of(key), this.selection.has(key), this.texts);
        return [key, tile] as const;
      }),
    );
    const now = Date.now();
    const drawnDays = days.map(
      ({ day, above: roomAbove, below: roomBelow }, index): DayView => ({
        id: day.id,
        title: this.texts.day(day.time, now),
        above: roomAbove,
        tiles: (inDay[index] ?? []).map(({ key }) => this.tiles.slotOf(key)),
        below: roomBelow,
      }),
    );
    sendChanges(
      this,
      {
        ...fill,
        ...changedPaths('above', this.data.above, above),
        ...changedPaths('days', this.data.days, drawnDays),
        ...changedPaths('below', this.data.below, below),
        ...rest,
        ...clear,
      },
      drawn,
    );
  },

  reloadThumbnail(event) {
    void this.pictures.lose(String(event.currentTarget.dataset.key));
  },

  uploadButton() {
    return uploadButton(flows.uploads.items, flows.uploads.state, this.texts);
  },

  refreshAfterUploads() {
    const fresh = flows.uploads.items.some(
      ({ id, state }) => state.name === 'done' && !this.listedUploads.has(id),
    );
    if (fresh) void this.refresh();
  },

  tapObject(event) {
    if (this.selection.isChoosing) this.select(event);
    else openPage(objectPageUrl(String(event.currentTarget.dataset.key)));
  },

  select(event) {
    const key = String(event.currentTarget.dataset.key);
    const object = this.shown.objects.find((one) => one.key === key);
    if (object) this.selection.toggle(object);
  },

  /** The marks are part of the tiles; while files are saved only the bar changes. */
  showSelection() {
    if (!this.alive) return;
    const { view } = this.selection;
    const change = changedPaths('selection', this.data.selection, view);
    if (view?.state === 'saving' && this.data.selection?.state === 'saving') this.setData(change);
    else this.draw(change);
  },

  saveSelected() {
    this.selection.save();
  },

  cancelSelection() {
    this.selection.cancel();
  },

  helpSelection(event) {
    this.selection.help(String(event.currentTarget.dataset.group));
  },

  async upload() {
    if (this.uploadButton().busy) {
      openPage('../transfers/transfers');
      return;
    }
    const count = await addFilesOn(this);
    if (count > 0 && this.alive) openPage('../transfers/transfers');
  },

  closeNotice() {
    this.setData({ notice: null });
  },
});

function heights({ cell, gap, heading }: Sizes): string {
  return `--cell: ${cell}px; --gap: ${gap}px; --heading: ${heading}px`;
}
