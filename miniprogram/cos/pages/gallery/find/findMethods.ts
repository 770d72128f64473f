import { Opening } from '../../../components/Opening';
import { sayBriefly } from '../../../components/sayBriefly';
import type { ScreenMessages } from '../../../i18n/screenMessages';
import type { FileList } from '../FileList';
import type { GalleryLayout, Sizes } from '../GalleryLayout';
import type { ListView, ShownFiles } from '../ShownFiles';
import { askMenu } from './askMenu';
import { Finding, type FindingView } from './Finding';
import { Jumps } from './Jumps';
import { type MonthRow, monthRows } from './monthRows';
import { monthsOf } from './monthsOf';
import { everything, type Kinds, type Wanted } from './Wanted';

export interface FindData {
  /** Words. */
  find: ScreenMessages['find']['labels'] | Record<string, never>;
  kinds: readonly { id: Kinds; label: string }[];
  finding: FindingView | null;
  /** px of the way of the thumb at the edge; 0: there is none. */
  rail: number;
  /** Of the list; [] as long as nobody looks for one. */
  months: readonly MonthRow[];
  /** The list of months is open. */
  choosesMonth: boolean;
}

export interface FindFields {
  finding: Finding;
  jumps: Jumps;
  /** In which order, and what else the menu has. */
  asking: Opening;
}

export interface FindMethods {
  search(event: WechatMiniprogram.CustomEvent<{ query: string }>): void;
  chooseKind(event: WechatMiniprogram.CustomEvent<{ kind: Kinds }>): void;
  showEverything(): void;
  want(change: Partial<Wanted>): void;
  openMenu(): Promise<void>;
  findingData(): Pick<FindData, 'finding' | 'rail' | 'months'>;
  lookForMonths(): void;
  jumpTo(event: WechatMiniprogram.CustomEvent<{ at: number }>): void;
  land(): void;
  openMonths(): void;
  chooseMonth(event: WechatMiniprogram.CustomEvent<{ id: string }>): void;
  closeMonths(): void;
}

/** What of the gallery finding needs. */
interface Gallery extends FindFields, FindMethods {
  readonly data: FindData;
  readonly texts: ScreenMessages;
  readonly list: FileList;
  readonly files: ShownFiles;
  readonly layout: GalleryLayout;
  readonly sizes: Sizes;
  readonly alive: boolean;
  setData(change: object): void;
  measure(): void;
  viewList(view: ListView): void;
  goTo(scrollTop: number): void;
  scrolled(): number;
}

const KINDS = ['all', 'image', 'video', 'file'] as const;
/** Screens from which on a list is long. */
const LONG = 5;

export function findWords({ find: words }: ScreenMessages): Pick<FindData, 'find' | 'kinds'> {
  return { find: words.labels, kinds: KINDS.map((id) => ({ id, label: words.kinds[id] })) };
}

/** @param all what is shown before anything is asked for */
export function startFinding(gallery: Gallery, all: ListView): FindFields {
  return {
    finding: new Finding(gallery.texts, all),
    jumps: new Jumps((at) => gallery.goTo(at * gallery.scrolled())),
    asking: new Opening(),
  };
}

/** The gallery's methods around kinds, orders, the search and months. */
export const findMethods: FindMethods & ThisType<Gallery> = {
  search({ detail }) {
    this.want({ query: detail.query });
  },

  chooseKind({ detail }) {
    this.want({ kinds: detail.kind });
  },

  showEverything() {
    this.want(everything);
  },

  want(change) {
    if (!this.finding.want(change)) return;
    this.viewList(this.finding.listView);
    if (this.finding.takesAll) void this.list.loadAll();
  },

  async openMenu() {
    const end = this.asking.begin();
    if (!end) return;
    try {
      const hasMonths = this.finding.order === 'newest' && monthsOf(this.files.sections).length > 0;
      const answer = await askMenu(this.finding.order, hasMonths, this.texts);
      if (answer === undefined || !this.alive) return;
      if (answer === 'months') this.openMonths();
      else if (answer === 'count') {
        this.finding.count();
        this.setData(this.findingData());
        void this.list.loadAll();
      } else this.want({ order: answer });
    } catch {
      if (this.alive) sayBriefly(this.texts.notOpened);
    } finally {
      end();
    }
  },

  findingData() {
    const { status, hasMore, objects: loaded } = this.list;
    const { objects: shown, sections } = this.files;
    const isLong = this.layout.height > LONG * this.sizes.viewport;
    // Not for each page of a list that has one: its months are looked for from its start.
    const hasMonths = this.data.rail > 0 || (isLong && monthsOf(sections).length > 0);
    const hasRail = isLong && this.finding.order === 'newest' && hasMonths;
    return {
      finding: this.finding.view({ status, hasMore, loaded, shown }),
      rail: hasRail ? railWay(this.sizes) : 0,
      months:
        this.data.months.length === 0 ? [] : monthRows(sections, this.layout, this.scrolled(), this.texts),
    };
  },

  /** What lies beyond what is loaded comes while the person looks. */
  lookForMonths() {
    this.measure();
    this.setData({ months: monthRows(this.files.sections, this.layout, this.scrolled(), this.texts) });
    void this.list.loadAll();
  },

  jumpTo({ detail }) {
    this.jumps.soon(detail.at);
  },

  land() {
    this.jumps.now();
  },

  openMonths() {
    this.lookForMonths();
    this.setData({ choosesMonth: true });
  },

  chooseMonth({ detail }) {
    const month = this.data.months.find(({ id }) => id === detail.id);
    this.closeMonths();
    if (month) this.goTo(month.top);
  },

  closeMonths() {
    this.setData({ choosesMonth: false });
  },
};

/** px between the highest place of the thumb at the edge and the lowest, above the bar at the bottom. */
function railWay({ viewport }: Sizes): number {
  return viewport - 16 - 120 - 44;
}
