import { changedPaths } from '../../components/changedPaths';
import { nobodyWaits } from '../../components/nobodyWaits';
import { Opening } from '../../components/Opening';
import { openPage } from '../../components/openPage';
import { textScale } from '../../components/textScale';
import { windowInfo } from '../../components/windowInfo';
import { dayId } from '../../format/calendar';
import { type FailureView, failureView } from '../../i18n/failureView';
import { isThisComputer } from '../../i18n/isThisComputer';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { flows, type Splice } from '../../index';
import { addFilesOn } from '../addFiles';
import { definePage } from '../definePage';
import { deletions } from '../deletions';
import { type Neighbours, neighbours } from '../neighbours';
import { objectPageUrl } from '../objectPage';
import { PacedDrawing } from '../PacedDrawing';
import { Drawing, type DrawnData } from './Drawing';
import { FileList, type ListStatus } from './FileList';
import {
  type FindData,
  type FindFields,
  type FindMethods,
  findMethods,
  findWords,
  startFinding,
} from './find/findMethods';
import { GalleryLayout, type Sizes, sizesFor } from './GalleryLayout';
import { REMEMBERED, recallPage, rememberPage } from './lastPage';
import { indexAfterChange, type ListView, type ShownChange, ShownFiles } from './ShownFiles';
import {
  type SelectingData,
  type SelectingFields,
  type SelectingMethods,
  selecting,
  startSelecting,
} from './select/selecting';
import { type UploadButton, uploadButton } from './uploadButton';

interface GalleryData extends SelectingData, FindData, DrawnData {
  labels: ScreenMessages['gallery']['labels'] | Record<string, never>;
  place: string;
  state: ListStatus['state'];
  skeleton: number[];
  /** Style of what has the files in it: `Sizes` as the style sheet takes them. */
  heights: string;
  failure: FailureView | null;
  more: ListStatus['more'];
  moreFailure: FailureView | null;
  /** Why files could not be chosen. */
  notice: FailureView | null;
  upload: UploadButton;
  /** Key of the file that a person comes back from, for a moment. */
  seen: string;
}

interface GalleryFields extends SelectingFields, FindFields {
  texts: ScreenMessages;
  list: FileList;
  /** What is shown of it. */
  files: ShownFiles;
  sizes: Sizes;
  pixelRatio: number;
  layout: GalleryLayout;
  /** px of the list above the screen; below 0 while what is above the list is on the screen. */
  scrollTop: number;
  /** px of the page above the list. */
  header: number;
  /** The list has moved while another page was in front. */
  movedUnseen: boolean;
  drawing: Drawing;
  button: PacedDrawing;
  neighbours: Neighbours;
  /** Key of the file that was opened last. */
  opened: string;
  /** While a tile is marked as the one that a person comes back from. */
  marking: ReturnType<typeof setTimeout> | undefined;
  visible: boolean;
  alive: boolean;
  choosing: Opening;
  unsubscribe: () => void;
}

interface GalleryMethods extends SelectingMethods, FindMethods {
  refresh(): Promise<void>;
  loadMore(): Promise<void>;
  loadUnasked(): void;
  showList(splice?: Splice): void;
  fitScreen(): void;
  comeBack(): void;
  layOut(change: (() => ShownChange) | undefined, rest: Partial<GalleryData>): void;
  viewList(view?: ListView): void;
  remember(): void;
  measure(): void;
  goTo(scrollTop: number): void;
  scrolled(): number;
  keepPlace(): void;
  /** What is around the screen, with `rest` of the data in the same setData. */
  draw(rest: Partial<GalleryData>, drawn?: () => void): void;
  uploadButton(): UploadButton;
  tapObject(event: WechatMiniprogram.TouchEvent): void;
  showThumbnail(event: WechatMiniprogram.CustomEvent): void;
  reloadThumbnail(event: WechatMiniprogram.CustomEvent): void;
  upload(): Promise<void>;
  closeNotice(): void;
}

/** px at the bottom of the screen where the bar is. */
const BAR = 110;
/** Milliseconds. */
const MARKED = 1200;

const byDay: ListView = {
  keeps: ({ key }) => !flows.isRemoved(key) && !deletions.isHidden(key),
  groupOf: ({ modified }) => dayId(modified),
};

definePage<GalleryData, GalleryMethods, GalleryFields>({
  data: {
    labels: {},
    place: '',
    state: 'loading',
    skeleton: [],
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
    seen: '',
    find: {},
    kinds: [],
    finding: null,
    rail: 0,
    months: [],
    choosesMonth: false,
    selecting: {},
    selection: null,
    dragging: false,
    deletions: null,
  },

  onLoad() {
    const texts = screenMessages();
    this.texts = texts;
    this.list = new FileList((splice) => this.showList(splice), recallPage());
    this.files = new ShownFiles(this.list.objects, byDay);
    const screen = windowInfo();
    this.sizes = sizesFor(screen, textScale());
    this.pixelRatio = screen.pixelRatio;
    this.layout = new GalleryLayout(this.files.sections, this.sizes);
    this.scrollTop = 0;
    this.header = 0;
    this.movedUnseen = false;
    Object.assign(this, startFinding(this, byDay), startSelecting(this));
    this.drawing = new Drawing(this);
    this.opened = '';
    this.marking = undefined;
    this.visible = true;
    this.alive = true;
    this.choosing = new Opening();
    this.neighbours = {
      objects: () => this.files.objects,
      more: () => this.loadMore(),
      replace: (object, renamed) => this.list.replace(object, renamed),
    };
    neighbours.list = this.neighbours;

    const { title, labels, localPlace } = texts.gallery;
    const { bucket, region, host } = flows.place;
    wx.setNavigationBarTitle({ title, ...nobodyWaits });
    this.setData({
      labels,
      ...findWords(texts),
      ...this.findingData(),
      selecting: texts.selection.labels,
      deletions: deletions.view,
      place: isThisComputer(host) ? localPlace : `${bucket} · ${host ?? region}`,
      upload: this.uploadButton(),
      heights: heights(this.sizes),
      skeleton: skeletonFor(this.sizes),
    });
    this.button = new PacedDrawing(this, () => changedPaths('upload', this.data.upload, this.uploadButton()));
    this.unsubscribe = flows.uploads.subscribe(() => {
      this.button.soon();
      if (this.visible) this.list.refreshAfterUploads();
    });
    // What was there last, until COS has said what is there now.
    if (this.list.objects.length > 0) this.viewList();
    void this.refresh();
  },

  onReady() {
    this.measure();
  },

  onShow() {
    this.visible = true;
    this.button.show();
    if (this.movedUnseen) this.keepPlace();
    this.fitScreen();
    if (this.files.objects.some(({ key }) => flows.isRemoved(key))) this.viewList();
    this.list.refreshAfterUploads();
    this.comeBack();
  },

  /** From a file that was swiped to: it is on the screen, and one sees which it is. */
  comeBack() {
    const { lastSeen } = neighbours;
    neighbours.lastSeen = undefined;
    if (lastSeen === undefined || lastSeen === this.opened) return;
    const at = this.files.objects.findIndex(({ key }) => key === lastSeen);
    if (at < 0) return;
    const { cell, viewport } = this.sizes;
    const top = this.layout.rowTop(at);
    const isOnScreen = top >= this.scrollTop && top + cell <= this.scrollTop + viewport - BAR;
    if (!isOnScreen) this.goTo(Math.max(0, Math.min(top - (viewport - BAR - cell) / 2, this.scrolled())));
    this.setData({ seen: lastSeen });
    if (this.marking !== undefined) clearTimeout(this.marking);
    this.marking = setTimeout(() => this.setData({ seen: '' }), MARKED);
  },

  onHide() {
    this.visible = false;
    this.button.hide();
    this.remember();
    this.drag.end();
    // Nobody can take them back any more.
    deletions.commit();
  },

  onUnload() {
    this.remember();
    this.alive = false;
    if (neighbours.list === this.neighbours) neighbours.list = undefined;
    this.list.close();
    this.jumps.stop();
    this.drawing.stop();
    if (this.marking !== undefined) clearTimeout(this.marking);
    this.button.hide();
    this.unsubscribe();
    this.drag.end();
    this.forgetDeletions();
    deletions.commit();
    // What still runs would end where nobody sees how.
    this.selection.cancel();
  },

  async onPullDownRefresh() {
    this.drawing.pictures.retry('all');
    await this.list.refresh(true);
    wx.stopPullDownRefresh(nobodyWaits);
  },

  onPageScroll({ scrollTop }) {
    this.scrollTop = scrollTop - this.header;
    this.drawing.follow();
    if (this.data.rail === 0) return;
    const rail = this.selectComponent('.month-rail') as unknown as { follow(at: number): void } | null;
    rail?.follow(Math.max(0, Math.min(1, this.scrollTop / this.scrolled())));
  },

  /** A tablet that was turned, a window that was drawn larger. */
  onResize() {
    this.fitScreen();
    this.measure();
  },

  onReachBottom() {
    this.loadUnasked();
  },

  /** Not after a failure: its card would go and come again at each turn of the phone. It has "try again". */
  loadUnasked() {
    if (this.list.status.state !== 'failed') void this.loadMore();
  },

  async refresh() {
    this.drawing.pictures.retry('unsigned');
    await this.list.refresh();
  },

  async loadMore() {
    if (this.list.status.state === 'failed') await this.refresh();
    else await (this.finding.takesAll ? this.list.loadAll() : this.list.loadMore());
  },

  /** The list has changed so, or only how it is. */
  showList(splice) {
    const { state, failure, more, moreFailure } = this.list.status;
    const view = (error: unknown) => (error === undefined ? null : failureView(error, 'list', this.texts));
    const rest = { state, failure: view(failure), more, moreFailure: view(moreFailure) };
    if (splice && splice.at < REMEMBERED && splice.added.length + splice.removed.length > 0) this.remember();
    if (splice === undefined) this.setData({ ...rest, ...this.findingData() });
    else this.layOut(() => this.files.update(splice), rest);
    if (this.finding.takesAll && this.list.hasMore && more === 'none') void this.list.loadAll();
  },

  /** For the next cold start. */
  remember() {
    if (this.list.status.state !== 'ready') return;
    rememberPage(this.list.objects.slice(0, REMEMBERED).filter(byDay.keeps));
  },

  /** What is shown of the list, or in which order, is something else. */
  viewList(view) {
    this.layOut(() => this.files.rebuild(view), {});
  },

  fitScreen() {
    const sizes = sizesFor(windowInfo(), textScale());
    if (sizes.viewport === this.sizes.viewport && heights(sizes) === this.data.heights) return;
    this.sizes = sizes;
    this.layOut(undefined, { heights: heights(sizes) });
  },

  /** What the person looks at stays on the screen: iOS does not hold it there by itself. At the top they look at what is new. */
  layOut(change, rest) {
    const looked = this.layout.fileAt(this.scrollTop);
    const top = this.layout.rowTop(looked);
    const isAtTop = top <= this.layout.rowTop(0);
    const changed = change?.();
    if (changed) {
      this.layout.update(changed.section);
      this.drag.shift((file) => indexAfterChange(file, changed));
      this.selection.keepShown();
    } else this.layout = new GalleryLayout(this.files.sections, this.sizes);
    const now = changed ? indexAfterChange(looked, changed) : looked;
    const moved = isAtTop ? 0 : this.layout.rowTop(now) - top;
    this.scrollTop += moved;
    const selection = changedPaths('selection', this.data.selection, this.selection.view);
    const known = { ...rest, ...this.findingData(), ...selection };
    this.draw(known, moved === 0 ? undefined : () => this.keepPlace());
    // Too short to be scrolled to its end, where the next page is asked for.
    if (this.layout.height < this.sizes.viewport && this.list.status.more === 'none') this.loadUnasked();
  },

  /** wx.pageScrollTo scrolls the page in front, whichever asks. */
  keepPlace() {
    this.movedUnseen = !this.visible;
    const scrollTop = Math.max(0, this.scrollTop + this.header);
    if (this.visible) wx.pageScrollTo({ scrollTop, duration: 0, ...nobodyWaits });
  },

  /** How much of the page lies above the list. */
  measure() {
    const query = wx.createSelectorQuery();
    query.select('.files').boundingClientRect((files) => {
      if (!files || !this.alive) return;
      const page = this.scrollTop + this.header;
      this.header = Math.round(files.top + page);
      this.scrollTop = page - this.header;
    });
    query.exec();
  },

  /** The tiles are there before the screen is. */
  goTo(scrollTop) {
    this.scrollTop = scrollTop;
    this.draw({}, () => this.keepPlace());
    this.drawing.follow();
  },

  /** px that the list can be scrolled. */
  scrolled() {
    return Math.max(1, this.layout.height - this.sizes.viewport);
  },

  draw(rest, drawn) {
    this.drawing.draw(rest, drawn);
  },

  showThumbnail(event) {
    this.drawing.pictures.arrive(String(event.currentTarget.dataset.key));
  },

  reloadThumbnail(event) {
    void this.drawing.pictures.lose(String(event.currentTarget.dataset.key));
  },

  uploadButton() {
    return uploadButton(flows.uploads.items, flows.uploads.state, this.texts);
  },

  ...selecting,
  ...findMethods,

  tapObject(event) {
    if (this.selection.isChoosing) {
      this.select(event);
      return;
    }
    this.opened = String(event.currentTarget.dataset.key);
    openPage(objectPageUrl(this.opened));
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

function heights({ columns, cell, gap, heading }: Sizes): string {
  return `--columns: ${columns}; --cell: ${cell}px; --gap: ${gap}px; --heading: ${heading}px`;
}

/** Tiles that fill the screen before the list is known. */
function skeletonFor({ columns, viewport, cell }: Sizes): number[] {
  return Array.from({ length: columns * Math.ceil(viewport / cell) }, (_, index) => index);
}
