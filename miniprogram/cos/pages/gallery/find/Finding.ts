import type { ScreenMessages } from '../../../i18n/screenMessages';
import { shownName } from '../../../i18n/shownName';
import type { StoredObject } from '../../../index';
import type { ListStatus } from '../FileList';
import type { ListView } from '../ShownFiles';
import { viewOf } from './viewOf';
import { everything, isEverything, type Kinds, type Wanted } from './Wanted';

/** What the page shows of it; plain data, so that it can go through setData. */
export interface FindingView {
  /** There is something to find, or may be. */
  readonly isOpen: boolean;
  readonly query: string;
  readonly kinds: Kinds;
  /** How far it is, or how much was found; '' when nobody asked. */
  readonly line: string;
  /** The rest could not be loaded. */
  readonly isCut: boolean;
  /** Nothing is what is wanted. */
  readonly isNothing: boolean;
  /** How much is stored, for the end of the list; '' as long as that is not known. */
  readonly total: string;
}

interface Known {
  /** Of the whole list. */
  readonly status: ListStatus;
  readonly hasMore: boolean;
  readonly loaded: readonly StoredObject[];
  readonly shown: readonly StoredObject[];
}

/** What a person looks for in the gallery. */
export class Finding {
  private wanted = everything;
  /** They want to know how much is stored. */
  private isCounting = false;

  constructor(
    private readonly texts: ScreenMessages,
    /** How the list looks when nothing is looked for. */
    private readonly all: ListView,
  ) {}

  get order(): Wanted['order'] {
    return this.wanted.order;
  }

  /** It takes the whole list: COS knows neither names nor kinds nor sizes when it lists. */
  get takesAll(): boolean {
    return this.isCounting || !isEverything(this.wanted);
  }

  /** How the list looks now; another one only after something else was wanted. */
  get listView(): ListView {
    const { texts } = this;
    return viewOf(this.wanted, this.all, {
      name: ({ name, modified }) => shownName(name, texts, modified),
      // Long after, so that the year is said.
      day: (time) => texts.day(time, 0),
    });
  }

  /** False when that is what was wanted already. */
  want(change: Partial<Wanted>): boolean {
    const { wanted } = this;
    const next = { ...wanted, ...change };
    if (next.query === wanted.query && next.kinds === wanted.kinds && next.order === wanted.order)
      return false;
    this.wanted = next;
    this.isCounting = false;
    return true;
  }

  count(): void {
    this.isCounting = true;
  }

  view({ status, hasMore, loaded, shown }: Known): FindingView {
    const { query, kinds } = this.wanted;
    const isAny = loaded.some(this.all.keeps);
    const isNarrow = kinds !== 'all' || query.trim() !== '';
    const isAsked = this.takesAll;
    const isWhole = status.state === 'ready' && !hasMore;
    const total = isWhole ? this.texts.find.total(shown.length, bytesOf(shown)) : '';
    const isCut = isAsked && (status.more === 'failed' || status.state === 'failed');
    const soFar = isCut ? this.texts.find.cut : this.texts.find.looking;
    return {
      isOpen: status.state === 'loading' || isAny,
      query,
      kinds,
      line: !isAsked ? '' : isWhole ? total : soFar(shown.length, isNarrow ? loaded.length : shown.length),
      isCut,
      isNothing: isWhole && isNarrow && isAny && shown.length === 0,
      total: isAsked || shown.length === 0 ? '' : total,
    };
  }
}

function bytesOf(objects: readonly StoredObject[]): number {
  return objects.reduce((sum, { size, cover }) => sum + size + (cover?.size ?? 0), 0);
}
