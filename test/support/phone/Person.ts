import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Phone } from '../../../dev/simulator/in-node/phone/createPhone';
import type { Overlay } from '../../../dev/simulator/in-page/overlay/Overlay';
import { overlayTexts } from '../../../dev/simulator/in-page/overlay/texts';
import type { ChosenFile, Permissions, Scope } from '../../../dev/simulator/messages/PhoneProtocol';

export interface WantedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the phone shows of a video. */
  readonly thumbnail?: Uint8Array;
}

export interface SeenDocument {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Who holds the phone: answers what WeChat asks, in place of a screen. */
export class Person implements Overlay {
  readonly texts = overlayTexts('zh_CN');
  /** The answer to each question of the phone, and what is set in the settings. */
  allows = true;
  /** Which line of an action sheet they tap, from 0; undefined: they cancel. */
  taps: number | undefined;
  /** What they choose wherever it can be chosen. With nothing that can, they cancel. */
  wants: readonly WantedFile[] = [];
  readonly openedDocuments: SeenDocument[] = [];
  /** The chat they send to; undefined: they cancel. */
  chat: string | undefined = 'Family';
  /** Names of what they saved to the disk. */
  readonly disk: string[] = [];

  constructor(private readonly phone: Phone) {}

  askPermission = async () => this.allows;
  askPrivacy = async () => this.allows;
  showModal = async () => ({ confirm: this.allows, cancel: !this.allows });
  showActionSheet = async () => this.taps;

  async showSettings(
    current: () => Permissions,
    change: (scope: Scope, granted: boolean) => Promise<unknown>,
  ): Promise<void> {
    // WeChat lists only what was asked for before.
    for (const scope of Object.keys(current()) as Scope[]) await change(scope, this.allows);
  }

  async showPhoneSettings(_photos: boolean, change: (photos: boolean) => Promise<unknown>): Promise<void> {
    await change(this.allows);
  }

  async pickFiles(): Promise<ChosenFile[]> {
    const chosen: ChosenFile[] = [];
    for (const { name, bytes, thumbnail } of this.wants) {
      const file = await this.phone.receiveChosenFile(name, Date.now(), Readable.from([bytes]));
      chosen.push({ ...file, ...(thumbnail && { thumbnail: this.phone.addTempFile('t.jpg', thumbnail) }) });
    }
    return chosen;
  }

  showDocument({ type, url }: { type: string; url: string }): void {
    this.openedDocuments.push({ type, bytes: readFileSync(this.phone.filePath(url) ?? '') });
  }

  chooseChat = async () => this.chat;
  showImageMenu = async () => this.chat !== undefined;

  async saveToDisk({ name }: { name: string }): Promise<boolean> {
    this.disk.push(name);
    return this.allows;
  }

  // Nothing of this changes what the Mini Program sees.
  setTheme = () => undefined;
  showToast = () => undefined;
  hideToast = () => undefined;
  showPrivacyContract = async () => undefined;
  showPreview = () => undefined;
  copy = () => undefined;
}
