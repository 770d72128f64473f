import { failureGroups } from '../../i18n/failureGroups';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type Messages, messages } from '../../i18n/messages';
import {
  describeFailure,
  type FileSource,
  type FileType,
  flows,
  isOnItsWay,
  type UploadQueue,
} from '../../index';
import { askSource } from '../askSource';
import { changedPaths } from '../changedPaths';
import { defineComponent } from '../defineComponent';
import {
  isStored,
  keysOf,
  newFailures,
  type UploaderFile,
  uploadsOf,
  withKeys,
  without,
  withUploads,
} from './UploaderFile';
import { type UploaderTile, uploaderTiles } from './uploaderTiles';

interface Properties {
  /** Keys of what is stored, in the order shown. */
  value: readonly string[];
  /** Files that may be chosen, together with those that are there. At least 1. */
  max: number;
  /** Where from: with more than one the person is asked. */
  from: readonly FileSource[];
  types: readonly FileType[];
  readonly: boolean;
  disabled: boolean;
}

interface Data {
  labels: { add: string };
  tiles: readonly UploaderTile[];
  failures: readonly { id: string; failure: FailureView }[];
  /** Why files could not be chosen. */
  notice: FailureView | null;
}

interface Fields {
  texts: Messages;
  uploads: UploadQueue;
  files: readonly UploaderFile[];
  choosing: boolean;
  busy: boolean;
  unsubscribe: () => void;
}

interface Methods {
  add(): Promise<void>;
  remove(event: WechatMiniprogram.TouchEvent): void;
  retry(event: WechatMiniprogram.TouchEvent): void;
  retryGroup(event: WechatMiniprogram.CustomEvent): void;
  closeNotice(): void;
  update(files: readonly UploaderFile[]): void;
  show(files: readonly UploaderFile[]): void;
}

/** What WeChat lets one choose at a time, wherever it comes from. */
const AT_ONCE = 20;

defineComponent<Properties, Data, Methods, Fields>({
  behaviors: ['wx://form-field'],

  properties: {
    value: { type: Array, value: [] },
    max: { type: Number, value: 9 },
    from: { type: Array, value: ['album', 'camera'] },
    types: { type: Array, value: ['image'] },
    readonly: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
  },

  data: { labels: { add: '' }, tiles: [], failures: [], notice: null },

  lifetimes: {
    created() {
      this.files = [];
      this.choosing = false;
      this.busy = false;
      this.unsubscribe = () => undefined;
    },

    attached() {
      this.texts = messages();
      this.setData({ labels: { add: this.texts.uploader.add } });
      this.uploads = flows.createUploads();
      this.unsubscribe = this.uploads.subscribe((items) => {
        this.update(withUploads(this.files, items));
        // From now on `files` has it. Taking it off is a change, of which this hears again.
        if (items.some(({ state }) => state.name === 'done')) this.uploads.removeDone();
      });
      this.show(withKeys([], this.data.value));
    },

    /** Nobody gets the keys any more: what is on its way is cancelled, and what COS has of it is taken off. */
    detached() {
      this.unsubscribe();
      for (const { id } of this.uploads.items) {
        this.uploads.cancel(id);
        this.uploads.remove(id);
      }
    },
  },

  observers: {
    value(value: readonly string[] | null) {
      const keys = value ?? [];
      // Before it is attached, or what it told itself.
      if (this.uploads === undefined || isSame(keys, keysOf(this.files))) return;
      this.show(withKeys(this.files, keys));
    },
  },

  methods: {
    async add() {
      const room = this.data.max - this.files.length;
      if (this.choosing || room <= 0 || this.data.disabled || this.data.readonly) return;
      this.choosing = true;
      try {
        if (this.data.notice !== null) this.setData({ notice: null });
        const from = await askSource(this.data.from, this.texts);
        if (from !== undefined) {
          const files = await flows.chooseFiles({
            from,
            count: Math.min(room, AT_ONCE),
            types: this.data.types,
          });
          this.uploads.add(files);
        }
      } catch (error) {
        this.setData({ notice: failureView(error, 'choose', this.texts) });
        this.triggerEvent('error', describeFailure(error));
      } finally {
        this.choosing = false;
      }
    },

    remove(event) {
      const id = String(event.currentTarget.dataset.id);
      const file = this.files.find((one) => one.id === id);
      if (file === undefined) return;
      if (!isStored(file)) {
        this.uploads.cancel(file.upload.id);
        this.uploads.remove(file.upload.id);
      }
      this.update(without(this.files, id));
    },

    retry(event) {
      const id = String(event.currentTarget.dataset.id);
      const file = this.files.find((one) => one.id === id);
      if (file && !isStored(file)) this.uploads.retry(file.upload.id);
    },

    retryGroup(event) {
      const id = String(event.currentTarget.dataset.id);
      const group = failureGroups(this.uploads.items, this.texts).find((one) => one.id === id);
      for (const upload of group?.uploads ?? []) this.uploads.retry(upload.id);
    },

    closeNotice() {
      this.setData({ notice: null });
    },

    /** What the person did, or what became of the uploads: shown, and told to the page. */
    update(files) {
      const before = this.files;
      this.show(files);
      const value = keysOf(files);
      if (!isSame(value, keysOf(before))) this.triggerEvent('change', { value });
      for (const failure of newFailures(before, files)) this.triggerEvent('error', describeFailure(failure));
      const uploads = uploadsOf(files);
      const busy = uploads.some(({ state }) => isOnItsWay(state));
      if (busy === this.busy) return;
      this.busy = busy;
      if (busy) this.triggerEvent('busy');
      else this.triggerEvent('idle', { failed: uploads.length });
    },

    show(files) {
      this.files = files;
      const value = keysOf(files);
      const failures = failureGroups(uploadsOf(files), this.texts).map(({ id, failure }) => ({
        id,
        failure,
      }));
      const changes = {
        ...changedPaths('tiles', this.data.tiles, uploaderTiles(files, this.texts)),
        ...changedPaths('failures', this.data.failures, failures),
        ...(isSame(value, this.data.value) ? {} : { value }),
      };
      if (Object.keys(changes).length > 0) this.setData(changes);
    },
  },
});

function isSame(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === others.length && keys.every((key, at) => key === others[at]);
}
