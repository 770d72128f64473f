import { descriptionOf } from '../../i18n/describeFailure';
import { failureGroups } from '../../i18n/failureGroups';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import {
  type Action,
  commandsIn,
  describeFailure,
  type Failure,
  type FileSource,
  type FileType,
  flows,
  isOnItsWay,
  type QueueState,
  type UploadQueue,
} from '../../index';
import { askLine } from '../askLine';
import { askSource } from '../askSource';
import { askToDelete } from '../askToDelete';
import { changedPaths } from '../changedPaths';
import { defineComponent } from '../defineComponent';
import { nobodyWaits } from '../nobodyWaits';
import { Opening } from '../Opening';
import { sayBriefly } from '../sayBriefly';
import { preview } from './preview';
import { type Box, Sorting } from './Sorting';
import {
  isStored,
  keysOf,
  moved,
  nameOf,
  newFailures,
  type StoredFile,
  type UploaderFile,
  uploadsOf,
  withKeys,
  without,
  withUploads,
} from './UploaderFile';
import { type UploaderTile, uploaderTiles } from './uploaderTiles';

interface Properties {
  value: readonly string[];
  max: number;
  from: readonly FileSource[];
  types: readonly FileType[];
  maxBytes: number;
  sortable: boolean;
  deleteRemoved: boolean;
  readonly: boolean;
  disabled: boolean;
  useSlot: boolean;
  showFailure: boolean;
}

interface Data {
  labels: { add: string };
  tiles: readonly UploaderTile[];
  failures: readonly { id: string; failure: FailureView }[];
  /** Why files could not be chosen, or an object not be deleted. */
  notice: FailureView | null;
  /** Id of the tile under the finger, '' when there is none. */
  lifted: string;
  /** Its style. */
  carried: string;
  /** Styles of the others, which make room. */
  shifts: readonly string[];
}

interface Fields {
  texts: ScreenMessages;
  uploads: UploadQueue;
  /** Why nothing is sent, for a cause that all files share. */
  stoppedBy: Failure | undefined;
  files: readonly UploaderFile[];
  marks: { deleting: Set<string>; withoutPicture: Set<string> };
  /** Ends what `attached` began. */
  leave: (() => void) | undefined;
  choosing: Opening;
  busy: boolean;
  /** What the button of the notice does. */
  again: () => void;
  /** Id of the file on whose tile the finger rests, '' for none. */
  held: string;
  /** As soon as the tiles are measured. */
  sorting: Sorting | undefined;
  /** A position of the finger is on its way to the screen. */
  drawing: boolean;
}

interface Methods {
  follow(state: QueueState): void;
  add(): Promise<void>;
  open(event: WechatMiniprogram.TouchEvent): void;
  losePicture(event: WechatMiniprogram.CustomEvent): void;
  remove(event: WechatMiniprogram.TouchEvent): void;
  takeOut(id: string): void;
  deleteStored(file: StoredFile): Promise<void>;
  retryGroup(event: WechatMiniprogram.CustomEvent): void;
  fail(error: unknown, action: Action, again: () => void): void;
  tryAgain(): void;
  closeNotice(): void;
  lift(event: WechatMiniprogram.TouchEvent): void;
  carry(event: WechatMiniprogram.TouchEvent): void;
  putDown(): void;
  endSorting(): void;
  showMenu(id: string): void;
  placeOf(id: string): number;
  fileOf(event: { currentTarget: { dataset: { id?: unknown } } }): UploaderFile | undefined;
  update(files: readonly UploaderFile[]): void;
  show(files: readonly UploaderFile[]): void;
}

/** What WeChat lets one choose at a time, wherever it comes from. */
const AT_ONCE = 20;

/** See README.md. */
defineComponent<Properties, Data, Methods, Fields>({
  behaviors: ['wx://form-field'],
  externalClasses: ['tile-class', 'add-class'],

  properties: {
    value: { type: Array, value: [] },
    max: { type: Number, value: 9 },
    from: { type: Array, value: ['album', 'camera'] },
    types: { type: Array, value: ['image'] },
    maxBytes: { type: Number, value: 0 },
    sortable: { type: Boolean, value: true },
    deleteRemoved: { type: Boolean, value: false },
    readonly: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    useSlot: { type: Boolean, value: false },
    showFailure: { type: Boolean, value: true },
  },

  data: { labels: { add: '' }, tiles: [], failures: [], notice: null, lifted: '', carried: '', shifts: [] },

  lifetimes: {
    created() {
      this.files = [];
      this.marks = { deleting: new Set(), withoutPicture: new Set() };
      this.stoppedBy = undefined;
      this.choosing = new Opening();
      this.busy = false;
      this.held = '';
      this.drawing = false;
      this.again = () => undefined;
    },

    attached() {
      this.texts = screenMessages();
      this.setData({ labels: { add: this.texts.uploader.add } });
      // Its page decides what may be chosen, and nobody looks at a form that waits for Wi-Fi.
      const uploads = flows.createUploads({ askAbove: Infinity });
      const unsubscribe = uploads.subscribe((items, state) => {
        this.follow(state);
        this.update(withUploads(this.files, items));
        // From now on `files` has it. Taking it off is a change, of which this hears again.
        if (items.some(({ state }) => state.name === 'done')) uploads.removeAll();
      });
      this.uploads = uploads;
      this.leave = () => {
        unsubscribe();
        uploads.cancelAll();
        for (const { id } of uploads.items) uploads.remove(id);
      };
      this.show(withKeys([], this.data.value ?? [], flows.nameOf));
    },

    /** Nobody gets the keys any more: what is on its way is cancelled, and what COS has of it is taken off. */
    detached() {
      this.leave?.();
      this.leave = undefined;
    },
  },

  observers: {
    /** What a screen reader says of a tile. */
    'sortable, readonly, disabled'() {
      if (this.leave !== undefined) this.show(this.files);
    },

    /** WeChat calls this for what the component has set itself as well. */
    value() {
      const keys = this.data.value ?? [];
      if (this.leave === undefined || isSame(keys, keysOf(this.files))) return;
      this.show(withKeys(this.files, keys, flows.nameOf));
    },
  },

  methods: {
    async add() {
      const { max, from, types, maxBytes, disabled, readonly, notice } = this.data;
      const room = max - this.files.length;
      if (room <= 0 || disabled || readonly) return;
      const end = this.choosing.begin();
      if (end === undefined) return;
      try {
        if (notice !== null) this.closeNotice();
        const source = await askSource(from, this.texts);
        if (source === undefined) return;
        const files = await flows.chooseFiles({
          from: source,
          count: Math.min(room, AT_ONCE),
          // Other files come from chats only.
          types: source === 'chat' ? types : types.filter((type) => type !== 'file'),
          ...(maxBytes > 0 ? { maxBytes } : {}),
        });
        // Another choice may have come first, of which WeChat did not tell for long.
        if (this.leave !== undefined) this.uploads.add(files.slice(0, this.data.max - this.files.length));
      } catch (error) {
        this.fail(error, 'choose', () => void this.add());
      } finally {
        end();
      }
    },

    follow(state) {
      const before = this.stoppedBy;
      this.stoppedBy = state.name === 'stopped' ? state.failure : undefined;
      if (this.stoppedBy === before) return;
      if (this.stoppedBy) this.fail(this.stoppedBy, 'upload', () => this.uploads.resumeAll());
      else this.closeNotice();
    },

    open(event) {
      const file = this.fileOf(event);
      if (file === undefined || this.data.disabled) return;
      if (!isStored(file) && this.stoppedBy) {
        this.uploads.resumeAll();
        return;
      }
      if (!isStored(file) && commandsIn(file.upload.state).includes('retry')) {
        this.uploads.retry(file.upload.id);
        return;
      }
      preview(this.files, file.id).catch((error: unknown) => {
        sayBriefly(failureView(error, 'thumbnail', this.texts).heading);
      });
    },

    losePicture(event) {
      this.marks.withoutPicture.add(String(event.currentTarget.dataset.id));
      this.show(this.files);
    },

    remove(event) {
      const file = this.fileOf(event);
      if (file !== undefined) this.takeOut(file.id);
    },

    takeOut(id) {
      const file = this.files[this.placeOf(id)];
      if (file === undefined) return;
      if (!isStored(file)) {
        this.uploads.cancel(file.upload.id);
        this.uploads.remove(file.upload.id);
      } else if (this.data.deleteRemoved) {
        void this.deleteStored(file);
        return;
      }
      this.update(without(this.files, id));
    },

    /** It stays in the list until COS has it no more: a page that saves its list then never points to nothing. */
    async deleteStored(file) {
      if (this.marks.deleting.has(file.id)) return;
      try {
        if (!(await askToDelete([file.name], this.texts))) return;
        this.marks.deleting.add(file.id);
        this.show(this.files);
        await flows.remove(file.key);
        this.update(without(this.files, file.id));
      } catch (error) {
        this.fail(error, 'delete', () => void this.deleteStored(file));
      } finally {
        this.marks.deleting.delete(file.id);
        this.show(this.files);
      }
    },

    retryGroup(event) {
      const id = String(event.currentTarget.dataset.id);
      const group = failureGroups(this.uploads.items, this.texts).find((one) => one.id === id);
      this.uploads.retryAll(group?.uploads.map((upload) => upload.id) ?? []);
    },

    fail(error, action, again) {
      const notice = failureView(error, action, this.texts);
      this.again = again;
      this.setData({ notice });
      this.triggerEvent('error', descriptionOf(notice));
    },

    tryAgain() {
      this.closeNotice();
      this.again();
    },

    closeNotice() {
      this.setData({ notice: null });
    },

    lift(event) {
      const file = this.fileOf(event);
      const { sortable, readonly, disabled } = this.data;
      const touch = event.touches[0];
      if (file === undefined || touch === undefined || !sortable || readonly || disabled) return;
      const start = { x: touch.clientX, y: touch.clientY };
      this.held = file.id;
      wx.vibrateShort?.({ type: 'light', ...nobodyWaits });
      this.createSelectorQuery()
        .selectAll('.cell')
        .boundingClientRect((found) => {
          // A finger may be gone by now.
          if (this.held !== file.id) return;
          const boxes = (found as unknown as readonly Box[]).slice(0, this.files.length);
          this.sorting = new Sorting(boxes, this.placeOf(file.id), start);
          this.setData({ lifted: file.id, carried: '', shifts: [] });
        })
        .exec();
    },

    carry(event) {
      const touch = event.touches[0];
      const { sorting } = this;
      if (touch === undefined || sorting === undefined) return;
      const before = sorting.to;
      const carried = sorting.move({ x: touch.clientX, y: touch.clientY });
      if (sorting.to !== before) this.setData({ shifts: sorting.shifts() });
      // No more of them than are drawn.
      if (this.drawing) return;
      this.drawing = true;
      this.setData({ carried }, () => {
        this.drawing = false;
      });
    },

    putDown() {
      const { held, sorting } = this;
      if (held === '') return;
      this.endSorting();
      if (sorting?.hasMoved) this.update(moved(this.files, sorting.from, sorting.to));
      else this.showMenu(held);
    },

    endSorting() {
      this.held = '';
      this.sorting = undefined;
      this.setData({ lifted: '', carried: '', shifts: [] });
    },

    /** For whoever can't drag: a screen reader presses long and moves nothing. */
    showMenu(id) {
      const words = this.texts.uploader;
      const at = this.placeOf(id);
      const file = this.files[at];
      if (file === undefined) return;
      // Where it is then: files come and go while the menu is open.
      const move = (by: number) => {
        const from = this.placeOf(id);
        const to = from + by;
        if (from >= 0 && to >= 0 && to < this.files.length) this.update(moved(this.files, from, to));
      };
      const entries = [
        ...(at > 0 ? [{ label: words.forward, act: () => move(-1) }] : []),
        ...(at < this.files.length - 1 ? [{ label: words.back, act: () => move(1) }] : []),
        { label: words.remove(nameOf(file)), act: () => this.takeOut(id) },
      ];
      askLine(entries.map(({ label }) => label)).then(
        (line) => entries[line ?? -1]?.act(),
        () => sayBriefly(this.texts.notOpened),
      );
    },

    placeOf(id) {
      return this.files.findIndex((file) => file.id === id);
    },

    fileOf({ currentTarget: { dataset } }) {
      return this.files.find(({ id }) => id === dataset.id);
    },

    /** What the person did, or what became of the uploads: shown, and told to the page. */
    update(files) {
      const before = this.files;
      this.show(files);
      const value = keysOf(files);
      if (!isSame(value, keysOf(before))) this.triggerEvent('change', { value });
      for (const failure of newFailures(before, files)) this.triggerEvent('error', describeFailure(failure));
      const uploads = uploadsOf(files);
      const busy = this.stoppedBy === undefined && uploads.some(({ state }) => isOnItsWay(state));
      if (busy === this.busy) return;
      this.busy = busy;
      if (busy) this.triggerEvent('busy');
      else this.triggerEvent('idle', { failed: uploads.length });
    },

    show(files) {
      const value = keysOf(files);
      const { sortable, readonly, disabled } = this.data;
      const isSortable = sortable && !readonly && !disabled;
      const isStopped = this.stoppedBy !== undefined;
      const tiles = uploaderTiles(files, { ...this.marks, isSortable, isStopped }, this.texts);
      const failures = failureGroups(uploadsOf(files), this.texts).map(({ id, failure }) => ({
        id,
        failure,
      }));
      // The places of the tiles are others than those that were measured.
      if (this.held !== '' && !isSame(idsOf(files), idsOf(this.files))) this.endSorting();
      this.files = files;
      const changes = {
        ...changedPaths('tiles', this.data.tiles, tiles),
        ...changedPaths('failures', this.data.failures, failures),
        ...(isSame(value, this.data.value ?? []) ? {} : { value }),
      };
      if (Object.keys(changes).length > 0) this.setData(changes);
    },
  },
});

function isSame(list: readonly string[], other: readonly string[]): boolean {
  return list.length === other.length && list.every((item, at) => item === other[at]);
}

function idsOf(files: readonly UploaderFile[]): readonly string[] {
  return files.map(({ id }) => id);
}
