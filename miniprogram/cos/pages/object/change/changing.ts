import { askName } from '../../../components/askName';
import { askToDelete } from '../../../components/askToDelete';
import { sayBriefly } from '../../../components/sayBriefly';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import { type Action, flows, type StoredObject } from '../../../index';
import { deletions } from '../../deletions';
import { neighbours } from '../../neighbours';
import type { Slides } from '../look/Slides';

export interface ChangingData {
  deleting: boolean;
}

export interface ChangingFields {
  renaming: boolean;
}

export interface ChangingMethods {
  askRename(): Promise<void>;
  rename(object: StoredObject, name: string): Promise<void>;
  askDelete(): Promise<void>;
  delete(object: StoredObject): Promise<void>;
  leave(): void;
}

/** What of the page changing a file needs. */
interface ObjectPage extends ChangingFields, ChangingMethods {
  readonly data: ChangingData;
  readonly texts: ScreenMessages;
  readonly slides: Slides | undefined;
  readonly saved: Set<string>;
  readonly alive: boolean;
  setData(change: object): void;
  show(slides: Slides): void;
  showSlides(): void;
  isShown(object: StoredObject): boolean;
  failedTo(action: Action, error: unknown, again: () => void): void;
  closeDetails(): void;
}

/** The page's methods that rename the file and delete it. */
export const changing: ChangingMethods & ThisType<ObjectPage> = {
  async askRename() {
    const stored = this.slides?.object;
    if (stored === undefined || this.renaming) return;
    this.closeDetails();
    const { name, extension } = stored;
    const stem = extension === '' ? name : name.slice(0, -extension.length - 1);
    try {
      const wanted = await askName(stem, this.texts);
      if (wanted !== undefined) await this.rename(stored, wanted);
    } catch (error) {
      this.failedTo('rename', error, () => void this.askRename());
    }
  },

  /** Of whichever object it is, it goes on while the person swipes to others. */
  async rename(object, name) {
    if (this.renaming) return;
    this.renaming = true;
    const { renaming: note, renamed: done } = this.texts.object;
    this.setData({ note, failure: null });
    try {
      const renamed = await flows.rename(object, name);
      neighbours.list?.replace(object, renamed);
      if (!this.alive || this.slides === undefined) return;
      const wasShown = this.isShown(object);
      this.slides.replace(object, renamed);
      if (this.saved.has(object.key)) this.saved.add(renamed.key);
      if (wasShown) this.show(this.slides);
      else this.showSlides();
      this.setData({ note: done });
    } catch (error) {
      this.failedTo('rename', error, () => void this.rename(object, name));
    } finally {
      this.renaming = false;
    }
  },

  async askDelete() {
    const stored = this.slides?.object;
    if (stored === undefined || this.data.deleting) return;
    try {
      if (await askToDelete([stored.name], this.texts)) await this.delete(stored);
    } catch (error) {
      this.failedTo('delete', error, () => void this.askDelete());
    }
  },

  async delete(object) {
    if (comesFromGallery()) {
      // The gallery offers to have it back for a while. On any other page nobody could.
      const fail = () => sayBriefly(this.texts.notOpened);
      wx.navigateBack({ success: () => deletions.add([object]), fail });
      return;
    }
    this.setData({ deleting: true, failure: null });
    try {
      await flows.remove(object);
      if (this.alive) this.leave();
    } catch (error) {
      if (!this.alive) return;
      this.setData({ deleting: false });
      this.failedTo('delete', error, () => void this.delete(object));
    }
  },

  /** Opened directly there is no page to go back to. */
  leave() {
    const fail = () => {
      this.setData({ deleting: false });
      sayBriefly(this.texts.notOpened);
    };
    if (getCurrentPages().length > 1) wx.navigateBack({ fail });
    else wx.redirectTo({ url: '../gallery/gallery', fail });
  },
};

function comesFromGallery(): boolean {
  const pages = getCurrentPages();
  return (
    neighbours.list !== undefined && /pages\/gallery\/gallery$/.test(pages[pages.length - 2]?.route ?? '')
  );
}
