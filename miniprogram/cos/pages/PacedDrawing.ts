import type { Changes } from '../components/changedPaths';
import { inPieces } from './inPieces';

/** Least milliseconds between two setData: four a second, however the clock rounds. */
const PACE = 255;
/** Bytes of JSON in each. */
const MOST_BYTES = 8 * 1024;

/**
 * What a page shows of something that changes all the time, in few and small setData however much of it changes: four a second
 * while the page is in front, none while it is not.
 */
export class PacedDrawing {
  private pieces: readonly Changes[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer rings. */
  private due = 0;
  private last = 0;
  private isShown = false;

  /** @param changes what is different from what the page's data says. */
  constructor(
    private readonly page: { setData(changes: Changes): void },
    private readonly changes: () => Changes,
  ) {}

  show(): void {
    this.isShown = true;
    this.draw();
  }

  hide(): void {
    this.isShown = false;
    this.stop();
  }

  /** At the next turn, or after so many milliseconds, but not before the pace allows it. */
  soon(wait = 0): void {
    if (!this.isShown) return;
    const now = Date.now();
    // A clock that was set back would make it wait for as long.
    const rest = Math.max(0, Math.min(PACE, this.last + PACE - now));
    const due = now + Math.max(wait, rest);
    if (this.timer !== undefined && this.due <= due) return;
    this.stop();
    this.due = due;
    this.timer = setTimeout(() => this.draw(), due - now);
  }

  private draw(): void {
    this.stop();
    this.last = Date.now();
    // What is left of the change before is sent first: what comes next is told from what the page has then.
    const isRest = this.pieces.length > 0;
    if (!isRest) this.pieces = inPieces(this.changes(), MOST_BYTES);
    const [piece, ...others] = this.pieces;
    this.pieces = others;
    if (piece === undefined) return;
    this.page.setData(piece);
    if (isRest || others.length > 0) this.soon();
  }

  private stop(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
  }
}
