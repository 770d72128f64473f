import type { ChosenFile, Permissions, Scope } from '../../messages/PhoneProtocol';
import type { OverlayTexts } from './texts';

/** What WeChat draws above the page. One place knows how each looks; the APIs know only what to show. */
export interface Overlay {
  texts: OverlayTexts;
  setTheme(theme: 'light' | 'dark'): void;
  /** WeChat: toast and loading are one thing; a new one takes the old one's place. */
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
  /** What the phone lets WeChat use. Resolves when the person comes back to the Mini Program. */
  showPhoneSettings(photos: boolean, change: (photos: boolean) => Promise<unknown>): Promise<void>;
  /** The text of the privacy agreement. Resolves when the person leaves it. */
  showPrivacyContract(): Promise<void>;
  /** What the person chose, on the phone already. No files when the person cancelled. */
  pickFiles(question: PickQuestion): Promise<ChosenFile[]>;
  /** Puts text on the clipboard of this machine, where the browser lets a page do so. */
  copy(text: string): void;
  /** WeChat's list of chats for this file; undefined when the person chose none. */
  chooseChat(name: string): Promise<string | undefined>;
  /** The menu of a picture: whether the person wants to send it. */
  showImageMenu(): Promise<boolean>;
  /** Whether the person saved it. */
  saveToDisk(file: SharedFile): Promise<boolean>;
  showPreview(sources: PreviewSource[], index: number): void;
  showDocument(view: DocumentView): void;
}

export type ToastIcon = 'success' | 'error' | 'loading' | 'none';

export interface ToastOptions {
  title: string;
  icon: ToastIcon;
  /** A URL that takes the icon's place. */
  image?: string | undefined;
  /** Keeps taps from the page. */
  mask: boolean;
  /** Infinity: until it is hidden. */
  durationMs: number;
}

export interface ModalOptions {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  confirmText: string;
  cancelColor?: string | undefined;
  confirmColor?: string | undefined;
  /** With a field, whose text is `content` at first. */
  editable: boolean;
  placeholder: string;
}

export interface ModalResult {
  confirm: boolean;
  cancel: boolean;
  /** What was typed, in an editable modal. */
  content?: string;
}

export interface ActionSheetOptions {
  items: string[];
  alertText: string | undefined;
  itemColor: string | undefined;
}

export interface PickQuestion {
  /** As in `<input accept>`; empty for all files. */
  accept: string;
  multiple: boolean;
  camera: boolean;
  count: number;
}

export interface PreviewSource {
  type: 'image' | 'video';
  /** What the browser can load. */
  url: string;
  poster?: string;
}

export interface SharedFile {
  name: string;
  /** What the browser can load. */
  url: string;
}

export interface DocumentView {
  name: string;
  /** Lower case: `pdf`, `docx`. */
  type: string;
  /** What the browser can load. */
  url: string;
}
