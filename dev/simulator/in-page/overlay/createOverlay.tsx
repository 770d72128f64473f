import { Fragment, h, render, type VNode } from 'preact';
import type { Language, Scope } from '../../messages/PhoneProtocol';
import { ActionSheet } from './ActionSheet';
import { ContractPage } from './ContractPage';
import { copyText } from './copyText';
import { DiskPage } from './DiskPage';
import { DocumentPage } from './DocumentPage';
import { FilePicker } from './FilePicker';
import { Modal } from './Modal';
import type { ModalOptions, ModalResult, Overlay } from './Overlay';
import { PermissionSheet } from './PermissionSheet';
import { Preview } from './Preview';
import { SettingsPage, type SettingsRow } from './SettingsPage';
import { sendChosenFiles } from './sendChosenFiles';
import { overlayStyles } from './styles';
import { Toast } from './Toast';
import { overlayTexts } from './texts';

/** `insets`: what the status bar and the home indicator take of the screen, in px. */
export function createOverlay(
  root: HTMLElement,
  language: Language,
  insets: { top: number; bottom: number },
): Overlay {
  const texts = overlayTexts(language);
  const { ownerDocument: document } = root;
  const { defaultView: window } = document;
  if (!window) throw new Error('The page of this overlay is gone.');
  root.style.setProperty('--phone-top', `${insets.top}px`);
  root.style.setProperty('--phone-bottom', `${insets.bottom}px`);
  const style = document.createElement('style');
  style.textContent = overlayStyles;
  document.head.append(style);
  pressOnlyWhatWasPressed(root);

  let layers: VNode[] = [];
  let opened = 0;
  const draw = (changed: VNode[]): void => {
    layers = changed;
    render(h(Fragment, null, ...layers), root);
  };
  /** Draws a layer above the others until it is closed, with an answer. Closed again it does nothing. */
  const show = <Answer = void>(layer: (close: (answer: Answer) => void) => VNode): Promise<Answer> =>
    new Promise((resolve) => {
      const close = (answer: Answer): void => {
        draw(layers.filter((other) => other !== shown));
        resolve(answer);
      };
      opened += 1;
      const shown = h(Fragment, { key: opened }, layer(close));
      draw([...layers, shown]);
    });
  const showModal = (options: ModalOptions): Promise<ModalResult> =>
    show((close) => <Modal {...options} close={close} />);

  /** Left when each change is on the phone, however quick the person is. */
  const showSwitches = async (title: string, hint: string, rows: readonly SettingsRow[]): Promise<void> => {
    const changes: Promise<unknown>[] = [];
    const kept = rows.map(({ change, ...row }) => ({
      ...row,
      change(on: boolean) {
        const done = change(on);
        changes.push(done);
        return done;
      },
    }));
    await show((close) => <SettingsPage title={title} hint={hint} rows={kept} texts={texts} close={close} />);
    await Promise.all(changes);
  };

  const choose = (items: string[], alertText?: string): Promise<number | undefined> =>
    show((close) => (
      <ActionSheet items={items} alertText={alertText} itemColor={undefined} texts={texts} close={close} />
    ));

  let hideToast = (): void => undefined;
  return {
    texts,
    setTheme: (theme) => root.setAttribute('data-phone-theme', theme),
    showToast(options) {
      hideToast();
      void show((close) => {
        hideToast = close;
        if (Number.isFinite(options.durationMs)) window.setTimeout(close, options.durationMs);
        return <Toast {...options} />;
      });
    },
    hideToast: () => hideToast(),
    showModal,
    showActionSheet: (options) => show((close) => <ActionSheet {...options} texts={texts} close={close} />),
    askPermission: (scope) => show((close) => <PermissionSheet scope={scope} texts={texts} close={close} />),
    // WeChat's dialog for a Mini Program that has none of its own.
    askPrivacy: async () => {
      const { confirm } = await showModal({
        title: texts.privacy,
        content: texts.privacyAsks + texts.privacyContract,
        showCancel: true,
        cancelText: texts.refuse,
        confirmText: texts.agree,
        editable: false,
        placeholder: '',
      });
      return confirm;
    },
    // WeChat lists only what was asked for.
    showSettings(current, change) {
      const rows = (Object.keys(current()) as Scope[]).map((scope) => ({
        text: texts.scopes[scope],
        on: current()[scope] === true,
        change: (granted: boolean) => change(scope, granted),
      }));
      return showSwitches(texts.settings, rows.length === 0 ? texts.noScopes : texts.settingsHint, rows);
    },
    showPhoneSettings(on, change) {
      const { phoneSettings, phoneSettingsHint, photos } = texts;
      return showSwitches(phoneSettings, phoneSettingsHint, [{ text: photos, on, change }]);
    },
    showPrivacyContract: () => show((close) => <ContractPage texts={texts} close={close} />),
    async pickFiles(question) {
      // Browsers open their dialog only shortly after a tap.
      const atOnce = window.navigator.userActivation?.isActive ?? false;
      const files = await show<File[]>((close) => (
        <FilePicker {...question} atOnce={atOnce} texts={texts} close={close} />
      ));
      return sendChosenFiles(window, files);
    },
    copy: (text) => copyText(window, text),
    async chooseChat(name) {
      const index = await choose(texts.chats, texts.sendTo(name));
      return index === undefined ? undefined : texts.chats[index];
    },
    showImageMenu: async () => (await choose([texts.sendImage])) !== undefined,
    saveToDisk: (file) => show((close) => <DiskPage {...file} texts={texts} close={close} />),
    showPreview: (sources, index) =>
      void show((close) => <Preview sources={sources} start={index} texts={texts} close={close} />),
    showDocument: (view) => void show((close) => <DocumentPage {...view} texts={texts} close={close} />),
  };
}

/**
 * The click that a browser makes of a touch comes after it, and would press what the tap has opened above the page meanwhile. A click
 * that is of no finger and no mouse, but of a keyboard or a script, is heard.
 */
function pressOnlyWhatWasPressed(root: HTMLElement): void {
  let isPressed = false;
  const note = ({ target }: Event) => {
    isPressed = root.contains(target as Node);
  };
  root.ownerDocument.addEventListener('pointerdown', note, true);
  const hear = (event: MouseEvent) => {
    if (event.detail === 0 || isPressed) return;
    event.stopPropagation();
    event.preventDefault();
  };
  root.addEventListener('click', hear, true);
}
