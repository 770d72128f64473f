/** On the screen, in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DragHost {
  /** A finger is there: where things are on the screen may be asked now, and known soon. */
  measure(): void;
  /** px of the screen between which a finger moves without scrolling. */
  edges(): { readonly top: number; readonly bottom: number };
  /** Index of the file at this point of the screen, on the way from the one with index `from`. */
  fileAt(point: Point, from: number): number;
  /** Scrolls by so many px, as far as there is something. */
  scrollBy(px: number): void;
  /** The finger holds the tiles from now on, beginning with this one, or no more: the page must not scroll under it. */
  hold(isHeld: boolean, file: number): void;
  /** From the file where it began to the one that it is over, both included; `from` is the smaller index. */
  over(from: number, to: number): void;
}

/** px after which a finger has a direction. */
const SLOP = 10;
/** Between two steps of scrolling, in ms, and px of the longest of them: 1,000 px a second. */
const STEP = 50;
const FASTEST = 50;

/**
 * A finger that goes over tiles and takes them along, as in the photo apps of phones: from a long press in any direction, else when
 * it starts sideways; one that starts up or down scrolls. Near the edge the page scrolls on by itself.
 *
 * That the page stays where it is under such a finger is CSS's `touch-action: pan-y` for one that starts sideways, and for all that
 * follows a `catch:touchmove` that is there only while `hold(true)` is: WeChat's page on events says that a handler whose name is ''
 * is none, and that what is caught does not scroll. Tried with real touches in Chromium; nobody has tried it on a phone.
 */
export class TileDrag {
  private start: (Point & { readonly file: number }) | undefined;
  private isHeld = false;
  private last: Point = { x: 0, y: 0 };
  private shown = -1;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: DragHost) {}

  /** A finger is on the tile with this index. */
  touch(point: Point, file: number): void {
    this.end();
    this.start = { ...point, file };
    this.host.measure();
  }

  /** It has been there for a while, and has that tile. */
  press(point: Point, file: number): void {
    this.end();
    this.start = { ...point, file };
    this.last = point;
    this.host.measure();
    this.take();
  }

  move(point: Point): void {
    const { start } = this;
    if (!start) return;
    this.last = point;
    if (!this.isHeld) {
      const across = Math.abs(point.x - start.x);
      const along = Math.abs(point.y - start.y);
      if (Math.max(across, along) < SLOP) return;
      if (along >= across) {
        this.start = undefined;
        return;
      }
      this.take();
    }
    this.show();
    this.timer ??= setInterval(() => this.scroll(), STEP);
  }

  /** The list has changed: where the file is now that had this index. */
  shift(placeOf: (file: number) => number): void {
    if (!this.start) return;
    this.start = { ...this.start, file: placeOf(this.start.file) };
    this.shown = -1;
  }

  end(): void {
    this.start = undefined;
    if (this.timer !== undefined) clearInterval(this.timer);
    this.timer = undefined;
    if (this.isHeld) {
      this.isHeld = false;
      this.host.hold(false, this.shown);
    }
  }

  private take(): void {
    const { start } = this;
    if (!start) return;
    this.isHeld = true;
    this.shown = start.file;
    this.host.hold(true, start.file);
    this.host.over(start.file, start.file);
  }

  private show(): void {
    const { start } = this;
    if (!start) return;
    const file = this.host.fileAt(this.last, start.file);
    if (file === this.shown) return;
    this.shown = file;
    this.host.over(Math.min(start.file, file), Math.max(start.file, file));
  }

  private scroll(): void {
    const { top, bottom } = this.host.edges();
    const { y } = this.last;
    const beyond = y < top ? y - top : y > bottom ? y - bottom : 0;
    // So fast that a finger's breadth is enough for the fastest.
    const px = Math.max(-FASTEST, Math.min(FASTEST, beyond));
    if (px !== 0) this.host.scrollBy(px);
    // The files have moved under the finger.
    this.show();
  }
}
