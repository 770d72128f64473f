import { percent } from '../../format/percent';
import { descriptionOf } from '../../i18n/describeFailure';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type Messages, messages } from '../../i18n/messages';
import { flows, type Progress, type StoredObject, type Task } from '../../index';
import { defineComponent } from '../defineComponent';
import { tryAgain } from '../tryAgain';
import { explainAlbum } from './explainAlbum';

interface Properties {
  objectKey: string;
  object: StoredObject | null;
  label: string;
  useSlot: boolean;
  showFailure: boolean;
  disabled: boolean;
}

interface Data {
  state: 'idle' | 'saving' | 'saved';
  /** It takes taps. */
  pressable: boolean;
  labels: { save: string; cancel: string };
  /** What the label says while it is not idle, else ''. */
  text: string;
  percent: number;
  failure: FailureView | null;
}

interface Fields {
  texts: Messages;
  task: Task<void> | undefined;
  /** Of the object that the state is about. */
  key: string;
}

interface Methods {
  save(): Promise<void>;
  cancel(): void;
  press(): void;
  help(): void;
  close(): void;
  show(change: Partial<Data>): void;
  follow(progress: Progress): void;
  fail(error: unknown): void;
}

/** See README.md. */
defineComponent<Properties, Data, Methods, Fields>({
  externalClasses: ['save-class', 'label-class'],

  properties: {
    objectKey: { type: String, value: '' },
    object: { type: Object, value: null },
    label: { type: String, value: '' },
    useSlot: { type: Boolean, value: false },
    showFailure: { type: Boolean, value: true },
    disabled: { type: Boolean, value: false },
  },

  data: {
    state: 'idle',
    pressable: false,
    labels: { save: '', cancel: '' },
    text: '',
    percent: 0,
    failure: null,
  },

  lifetimes: {
    created() {
      this.task = undefined;
      this.key = '';
    },

    attached() {
      this.texts = messages();
      const { save, cancel } = this.texts.saveButton;
      this.setData({ labels: { save, cancel } });
    },

    /** What still runs would end where nobody sees how. */
    detached() {
      this.task?.cancel();
      this.task = undefined;
    },
  },

  observers: {
    /** Another object is not saved yet. WeChat calls this for the same one as well. */
    'objectKey, object'() {
      const key = this.data.object?.key ?? this.data.objectKey ?? '';
      if (key === this.key) return;
      this.key = key;
      this.task?.cancel();
      this.task = undefined;
      this.show({ state: 'idle', text: '', failure: null });
    },

    disabled() {
      this.show({});
    },
  },

  methods: {
    press() {
      if (this.data.pressable) void this.save();
    },

    async save() {
      if (this.task !== undefined || this.key === '') return;
      this.show({ state: 'saving', text: this.texts.saveButton.saving(0), percent: 0, failure: null });
      const task = flows.saveToAlbum(this.data.object ?? this.data.objectKey, {
        beforeAlbumQuestion: () => explainAlbum(this.texts),
        onProgress: (progress) => {
          if (this.task === task) this.follow(progress);
        },
      });
      this.task = task;
      try {
        await task.result;
        if (this.task !== task) return;
        this.task = undefined;
        this.show({ state: 'saved', text: this.texts.saveButton.saved });
        this.triggerEvent('saved', { key: this.key });
      } catch (error) {
        if (this.task !== task) return;
        this.task = undefined;
        this.fail(error);
      }
    },

    cancel() {
      this.task?.cancel();
    },

    follow({ loaded, total }) {
      const share = percent(loaded, total);
      if (share <= this.data.percent) return;
      this.setData({ percent: share, text: this.texts.saveButton.saving(share) });
      this.triggerEvent('progress', { percent: share });
    },

    fail(error) {
      const failure = failureView(error, 'save', this.texts);
      const isCancelled = failure.code === 'cancelled';
      this.show({ state: 'idle', text: '', failure: isCancelled ? null : failure });
      if (isCancelled) this.triggerEvent('cancel');
      else this.triggerEvent('error', descriptionOf(failure));
    },

    help() {
      const { failure } = this.data;
      if (failure === null) return;
      const again = () => {
        // Settings take their time: unless it was tried again, saved or closed meanwhile.
        if (this.data.failure === failure) void this.save();
      };
      tryAgain(failure.help, again, (error) => this.fail(error));
    },

    close() {
      this.show({ failure: null });
      this.triggerEvent('cancel');
    },

    show(change) {
      const { state } = { ...this.data, ...change };
      this.setData({ ...change, pressable: state === 'idle' && this.key !== '' && !this.data.disabled });
    },
  },
});
