import { askToDelete } from '../../../components/askToDelete';
import { changedPaths } from '../../../components/changedPaths';
import { nobodyWaits } from '../../../components/nobodyWaits';
import { Opening } from '../../../components/Opening';
import { sayBriefly } from '../../../components/sayBriefly';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import type { StoredObject } from '../../../index';
import { type DeletionsView, deletions } from '../../deletions';
import type { FileList } from '../FileList';
import type { GalleryLayout, Sizes } from '../GalleryLayout';
import type { ShownChange, ShownFiles } from '../ShownFiles';
import { Selection, type SelectionView } from './Selection';
import { TileDrag } from './TileDrag';

type Touch = WechatMiniprogram.TouchEvent;

export interface SelectingData {
  /** Words. */
  selecting: ScreenMessages['selection']['labels'] | Record<string, never>;
  /** Null as long as nobody marks files. */
  selection: SelectionView | null;
  /** A finger takes tiles along, and the page must not scroll under it. */
  dragging: boolean;
  /** What can be had back, or is on its way out. */
  deletions: DeletionsView | null;
}

export interface SelectingFields {
  selection: Selection;
  drag: TileDrag;
  /** Whether to delete. */
  askingToDelete: Opening;
  forgetDeletions: () => void;
}

export interface SelectingMethods {
  beginSelecting(): void;
  select(event: Touch): void;
  selectSection(event: Touch): void;
  selectAll(): void;
  touchTile(event: Touch): void;
  moveTouch(event: Touch): void;
  endTouch(): void;
  showSelection(): void;
  saveSelected(): void;
  sendSelected(): void;
  sendNext(): void;
  deleteSelected(): void;
  cancelSelection(): void;
  helpSelection(event: WechatMiniprogram.CustomEvent): void;
  undoDeletion(): void;
  endDeletion(): void;
  helpDeletion(event: WechatMiniprogram.CustomEvent): void;
}

/** What of the gallery the marking of files needs. */
interface Gallery extends SelectingFields, SelectingMethods {
  readonly data: SelectingData;
  readonly texts: ScreenMessages;
  readonly list: FileList;
  readonly files: ShownFiles;
  readonly layout: GalleryLayout;
  readonly sizes: Sizes;
  /** px of the list above the screen, and of the page above the list. */
  readonly scrollTop: number;
  readonly header: number;
  readonly alive: boolean;
  measure(): void;
  setData(change: object): void;
  draw(rest: object): void;
  layOut(change: () => ShownChange, rest: object): void;
}

/** px from the top of the screen, and of the bar at the bottom, where a finger scrolls. */
const EDGE = 56;

/** Of a gallery that opens. `forgetDeletions` is to be called when it has closed. */
export function startSelecting(gallery: Gallery): SelectingFields {
  /** px on the screen, as measured when a finger came. */
  let left = 0;
  let bar: number | undefined;
  let marks = true;
  const { texts } = gallery;
  const list = () => ({ objects: gallery.files.objects, hasMore: gallery.list.hasMore });
  const selection = new Selection(texts, list, () => gallery.showSelection());
  const drag = new TileDrag({
    measure() {
      const query = wx.createSelectorQuery();
      query.select('.files').boundingClientRect();
      query.select('.bottom-bar').boundingClientRect();
      query.exec(([files, bottom]) => {
        left = files?.left ?? 0;
        bar = bottom?.top;
      });
      gallery.measure();
    },
    edges: () => ({ top: EDGE, bottom: (bar ?? gallery.sizes.viewport) - EDGE }),
    fileAt: ({ x, y }, from) => gallery.layout.fileNear(x - left, y + gallery.scrollTop, from),
    scrollBy(px) {
      wx.pageScrollTo({
        scrollTop: Math.max(0, gallery.scrollTop + gallery.header + px),
        duration: 0,
        ...nobodyWaits,
      });
    },
    hold(isHeld, file) {
      if (isHeld) {
        marks = !selection.has(gallery.files.objects[file]?.key ?? '');
        selection.dragFrom();
      } else selection.dragEnd();
      gallery.setData({ dragging: isHeld });
    },
    over: (from, to) => selection.dragOver(from, to + 1, marks),
  });
  const forgetDeletions = deletions.subscribe((filesChanged) => {
    const change = changedPaths('deletions', gallery.data.deletions, deletions.view);
    if (filesChanged) gallery.layOut(() => gallery.files.rebuild(), change);
    else gallery.setData(change);
  });
  return { selection, drag, askingToDelete: new Opening(), forgetDeletions };
}

/** Index of the file whose tile it is; below 0 when it is gone. */
function fileOf(event: Touch, objects: readonly StoredObject[]): number {
  const key = String(event.currentTarget.dataset.key);
  return objects.findIndex((one) => one.key === key);
}

function pointOf({ touches }: Touch): { x: number; y: number } | undefined {
  const touch = touches?.[0];
  return touch && { x: touch.clientX, y: touch.clientY };
}

/** The gallery's methods around the marking of files. */
export const selecting: SelectingMethods & ThisType<Gallery> = {
  beginSelecting() {
    this.selection.begin();
  },

  /** A tap, or a long press: then the finger may go on over other tiles. */
  select(event) {
    const file = fileOf(event, this.files.objects);
    const object = this.files.objects[file];
    if (!object) return;
    const point = pointOf(event);
    if (event.type === 'longpress' && point) this.drag.press(point, file);
    else this.selection.toggle(object);
  },

  selectSection(event) {
    const section = this.files.sections.find(({ id }) => id === event.currentTarget.dataset.section);
    if (section) this.selection.toggleAll(section.start, section.start + section.count);
  },

  selectAll() {
    this.selection.toggleAll(0, this.files.objects.length);
  },

  touchTile(event) {
    const point = pointOf(event);
    const file = fileOf(event, this.files.objects);
    if (point && file >= 0 && this.selection.isChoosing) this.drag.touch(point, file);
  },

  moveTouch(event) {
    const point = pointOf(event);
    if (point) this.drag.move(point);
  },

  endTouch() {
    this.drag.end();
  },

  /** The marks are part of the tiles; while files are on their way only the bar changes. */
  showSelection() {
    if (!this.alive) return;
    const { view } = this.selection;
    const change = changedPaths('selection', this.data.selection, view);
    const before = this.data.selection?.state;
    if (view && view.state === before && view.state !== 'choosing') this.setData(change);
    else this.draw(change);
  },

  saveSelected() {
    this.selection.save();
  },

  sendSelected() {
    this.selection.send();
  },

  /** Nothing may be awaited before. */
  sendNext() {
    this.selection.next();
  },

  deleteSelected() {
    const { objects } = this.selection;
    const end = this.selection.isChoosing && objects.length > 0 && this.askingToDelete.begin();
    if (!end) return;
    const names = objects.map(({ name }) => name);
    askToDelete(names, this.texts)
      .then(
        (yes) => {
          if (!yes) return;
          this.selection.end();
          deletions.add(objects);
        },
        () => sayBriefly(this.texts.notOpened),
      )
      .then(end);
  },

  cancelSelection() {
    this.selection.cancel();
  },

  helpSelection(event) {
    this.selection.help(String(event.currentTarget.dataset.group));
  },

  undoDeletion() {
    deletions.undo();
  },

  /** Stops it while it runs, else the person knows how it ended. */
  endDeletion() {
    if (this.data.deletions?.state === 'deleting') deletions.stop();
    else deletions.dismiss();
  },

  helpDeletion(event) {
    deletions.retry(String(event.currentTarget.dataset.group));
  },
};
