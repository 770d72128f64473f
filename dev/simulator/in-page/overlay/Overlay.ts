import type { ChosenFile, Language, Permissions, Scope } from '../../messages/PhoneProtocol';
import { askPermission } from './askPermission';
import { askPrivacy } from './askPrivacy';
import { type PickQuestion, pickFiles } from './pickFiles';
import { sendChosenFiles } from './sendChosenFiles';
import { type ActionSheetOptions, showActionSheet } from './showActionSheet';
import { type DocumentView, showDocument } from './showDocument';
import { type ModalOptions, type ModalResult, showModal } from './showModal';
import { type PreviewSource, showPreview } from './showPreview';
import { showSettings } from './showSettings';
import { createToast, type ToastOptions } from './showToast';
import { overlayStyles } from './styles';
import { type OverlayTexts, overlayTexts } from './texts';

/** What WeChat draws above the page. One place knows how each looks; the APIs know only what to show. */
export interface Overlay {
  texts: OverlayTexts;
  setTheme(theme: 'light' | 'dark'): void;
  showToast(options: ToastOptions): void;
  hideToast(): void;
  showModal(options: ModalOptions): Promise<ModalResult>;
  /** The index that was tapped; undefined when it was cancelled. */
  showActionSheet(options: ActionSheetOptions): Promise<number | undefined>;
  askPermission(scope: Scope): Promise<boolean>;
  /** Whether the person agrees to the privacy agreement. */
  askPrivacy(): Promise<boolean>;
  /** Resolves when the person leaves the settings. */
  showSettings(
    current: () => Permissions,
    change: (scope: Scope, granted: boolean) => Promise<unknown>,
  ): Promise<void>;
  /** What the person chose, on the phone already. No files when the person cancelled. */
  pickFiles(question: PickQuestion): Promise<ChosenFile[]>;
  /** Puts text on the clipboard of this machine, where the browser lets a page do so. */
  copy(text: string): void;
  showPreview(sources: PreviewSource[], index: number): void;
  showDocument(view: DocumentView): void;
}

/** `insets`: what the status bar and the home indicator take of the screen, in px. */
export function createOverlay(
  root: HTMLElement,
  language: Language,
  insets: { top: number; bottom: number },
): Overlay {
  const texts = overlayTexts[language];
  root.style.setProperty('--phone-top', `${insets.top}px`);
  root.style.setProperty('--phone-bottom', `${insets.bottom}px`);
  const { ownerDocument: document } = root;
  const { defaultView: window } = document;
  if (!window) throw new Error('The page of this overlay is gone.');
  const style = document.createElement('style');
  style.textContent = overlayStyles;
  document.head.append(style);
  const toast = createToast(root);
  return {
    texts,
    setTheme: (theme) => root.setAttribute('data-phone-theme', theme),
    showToast: toast.show,
    hideToast: toast.hide,
    showModal: (options) => showModal(root, options),
    showActionSheet: (options) => showActionSheet(root, texts, options),
    askPermission: (scope) => askPermission(root, texts, scope),
    askPrivacy: () => askPrivacy(root, texts),
    showSettings: (current, change) => showSettings(root, texts, current, change),
    pickFiles: async (question) => sendChosenFiles(window, await pickFiles(root, texts, question)),
    // The phone keeps the text in any case; a browser may refuse its own clipboard.
    copy: (text) => void window.navigator.clipboard?.writeText(text).catch(() => undefined),
    showPreview: (sources, index) => showPreview(root, texts, sources, index),
    showDocument: (view) => showDocument(root, texts, view),
  };
}
