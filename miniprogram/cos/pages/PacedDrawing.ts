import type { Changes } from '../components/changedPaths';
import { bytesOf, inPieces } from './inPieces';

/** Least milliseconds between two setData: four a second, however the clock rounds. */
const PACE = 255;
/** Bytes of JSON in each, and in all of a second for what changes by itself. */
const MOST_BYTES = 8 * 1024;
/** Less is not worth a setData of its own. */
const LEAST_BYTES = MOST_BYTES / 4;
/** Milliseconds. */
const SECOND = 1000;

/**
 * What a page shows of something that changes all the time, in few and small setData however much of it changes: four a second
 * while the page is in front, none while it is not.
 */
export class PacedDrawing {
  /** What is left of the changes that are being sent. */
  private rest: Changes | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer rings. */
  private due = 0;
  /** In the last second, the newest first. */
  private sent: readonly { readonly at: number; readonly bytes: number }[] = [];
  private isShown = false;
  /** A person waits for what is drawn next. */
  private isAwaited = false;

  /** @param changes what is different from what the page's data says. */
  constructor(
    private readonly page: { setData(changes: Changes): void },
    private readonly changes: () => Changes,
  ) {}

  show(): void {
    this.isShown = true;
    this.isAwaited = true;
    this.draw();
  }

  hide(): void {
    this.isShown = false;
    this.stop();
  }

  /** At the next turn, or after so many milliseconds, but not before the pace allows it. */
  soon(wait = 0): void {
    this.isAwaited = true;
    this.schedule(wait);
  }

  /** The same for what nobody waits for: all that goes to the screen in a second is no more than one setData may be. */
  withRoom(wait = 0): void {
    let room = MOST_BYTES - LEAST_BYTES;
    const last = this.sent.find(({ bytes }) => {
      room -= bytes;
      return room < 0;
    });
    this.schedule(last ? Math.max(wait, Math.min(SECOND, last.at + SECOND - Date.now())) : wait);
  }

  private schedule(wait: number): void {
    if (!this.isShown) return;
    const now = Date.now();
    const { at = 0 } = this.sent[0] ?? {};
    // A clock that was set back would make it wait for as long.
    const rest = Math.max(0, Math.min(PACE, at + PACE - now));
    const due = now + Math.max(wait, rest);
    if (this.timer !== undefined && this.due <= due) return;
    this.stop();
    this.due = due;
    this.timer = setTimeout(() => this.draw(), due - now);
  }

  private draw(): void {
    this.stop();
    const now = Date.now();
    const isAwaited = this.isAwaited;
    this.isAwaited = false;
    const before = this.sent.filter(({ at }) => Math.abs(now - at) < SECOND);
    const room = before.reduce((left, { bytes }) => left - bytes, MOST_BYTES);
    const drawing = { at: now, bytes: 0 };
    this.sent = [drawing, ...before];
    // What is left of the changes before is sent first: what comes next is told from what the page has then.
    const { rest } = this;
    const most = isAwaited ? MOST_BYTES : Math.max(LEAST_BYTES, room);
    const [piece, ...others] = inPieces(rest ?? this.changes(), most);
    this.rest = others.length > 0 ? Object.assign({}, ...others) : undefined;
    if (piece === undefined) return;
    drawing.bytes = bytesOf(piece);
    this.page.setData(piece);
    if (!rest && !this.rest) return;
    if (isAwaited) this.soon();
    else this.withRoom();
  }

  private stop(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
  }
}
