import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { defineComponent } from '../defineComponent';
import { sayBriefly } from '../sayBriefly';
import { type PrivacyAnswer, type PrivacyQuestion, useOf } from './PrivacyQuestion';
import { privacyApi } from './privacyApi';
import { putInFront, takeFromFront } from './shownPopUp';

interface Data {
  isOpen: boolean;
  /** In whose words WeChat knows it, `《…隐私保护指引》`. */
  contract: string;
  why: string;
  labels: ScreenMessages['privacy']['labels'] | Record<string, never>;
}

interface Fields {
  texts: ScreenMessages;
  /** One for each call that waits. */
  questions: readonly PrivacyQuestion[];
}

interface Methods {
  ask(question: PrivacyQuestion): void;
  readContract(): void;
  openContract(): void;
  agree(): void;
  decline(): void;
  close(answer: PrivacyAnswer): void;
  stay(): void;
}

/** See README.md. */
defineComponent<Record<never, never>, Data, Methods, Fields>({
  properties: {},

  data: { isOpen: false, contract: '', why: '', labels: {} },

  lifetimes: {
    created() {
      this.questions = [];
    },

    attached() {
      this.texts = screenMessages();
      this.setData({ labels: this.texts.privacy.labels });
      putInFront(this);
    },

    detached() {
      takeFromFront(this);
      this.close({ event: 'disagree' });
    },
  },

  pageLifetimes: {
    show() {
      putInFront(this);
    },

    hide() {
      takeFromFront(this);
    },
  },

  methods: {
    ask(question) {
      this.questions = [...this.questions, question];
      if (!this.data.isOpen) {
        const { privacy } = this.texts;
        this.setData({ isOpen: true, why: privacy.why[useOf(question)], contract: privacy.contract });
        this.readContract();
      }
      question.answer({ event: 'exposureAuthorization' });
    },

    readContract() {
      privacyApi().getPrivacySetting?.({
        success: ({ privacyContractName }) => {
          if (this.data.isOpen && privacyContractName) this.setData({ contract: privacyContractName });
        },
      });
    },

    openContract() {
      privacyApi().openPrivacyContract?.({
        fail: () => sayBriefly(this.texts.notOpened),
      });
    },

    /** After the tap that WeChat has seen. */
    agree() {
      this.close({ event: 'agree', buttonId: 'cos-privacy-agree' });
      this.triggerEvent('agree');
    },

    decline() {
      this.close({ event: 'disagree' });
      this.triggerEvent('decline');
    },

    close(answer) {
      const { questions } = this;
      this.questions = [];
      if (this.data.isOpen) this.setData({ isOpen: false });
      for (const question of questions) question.answer(answer);
    },

    /** The page below does not scroll. */
    stay() {
      // Catching the touch is all.
    },
  },
});
