/** Where a tile is, in px of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** px that a finger may tremble. */
const SLOP = 10;

/** One tile under a finger, from the moment in which it is lifted: what is drawn meanwhile, and where it would go. */
export class Sorting {
  /** Where it would be put down. */
  to: number;
  hasMoved = false;

  /** `boxes` of all tiles in their order; the one at `from` is lifted. */
  constructor(
    private readonly boxes: readonly Box[],
    readonly from: number,
    private readonly start: Point,
  ) {
    this.to = from;
  }

  /** The style of the lifted tile with the finger there. */
  move({ x, y }: Point): string {
    const across = x - this.start.x;
    const down = y - this.start.y;
    if (Math.hypot(across, down) > SLOP) this.hasMoved = true;
    const box = this.boxes[this.from];
    if (box) this.to = this.nearest(box.left + box.width / 2 + across, box.top + box.height / 2 + down);
    return `${translation(across, down)} scale(1.05)`;
  }

  /** The styles of all others, which make room; '' for one that stays. */
  shifts(): readonly string[] {
    return this.boxes.map((box, at) => {
      const there = this.boxes[this.slotOf(at)];
      return at === this.from || !there || there === box
        ? ''
        : translation(there.left - box.left, there.top - box.top);
    });
  }

  private slotOf(at: number): number {
    if (at > this.from && at <= this.to) return at - 1;
    if (at < this.from && at >= this.to) return at + 1;
    return at;
  }

  private nearest(x: number, y: number): number {
    const distances = this.boxes.map(({ left, top, width, height }) =>
      Math.hypot(left + width / 2 - x, top + height / 2 - y),
    );
    return distances.indexOf(Math.min(...distances));
  }
}

function translation(across: number, down: number): string {
  return `transform: translate(${Math.round(across)}px, ${Math.round(down)}px)`;
}
