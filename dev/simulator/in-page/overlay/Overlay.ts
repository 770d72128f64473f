import type { Language, Permissions, Scope } from '../../messages/PhoneProtocol';
import { askPermission } from './askPermission';
import { askPrivacy } from './askPrivacy';
import { type PickQuestion, pickFiles } from './pickFiles';
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
  /** No files when the person cancelled. */
  pickFiles(question: PickQuestion): Promise<File[]>;
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
  const style = root.ownerDocument.createElement('style');
  style.textContent = overlayStyles;
  root.ownerDocument.head.append(style);
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
    pickFiles: (question) => pickFiles(root, texts, question),
    showPreview: (sources, index) => showPreview(root, texts, sources, index),
    showDocument: (view) => showDocument(root, texts, view),
  };
}
