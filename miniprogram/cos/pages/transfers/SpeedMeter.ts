/** How far back it looks, in milliseconds: long enough not to flicker, short enough to notice a change. */
const WINDOW = 4000;
/** Over a shorter span the number says nothing. */
const SHORTEST_SPAN = 800;

interface Sample {
  readonly time: number;
  readonly loaded: number;
}

/** Speed of each upload, from what it had sent when. */
export class SpeedMeter {
  private readonly samples = new Map<string, Sample[]>();

  /** `loaded` in bytes, `now` in milliseconds. */
  record(id: string, loaded: number, now: number): void {
    const known = this.samples.get(id) ?? [];
    const last = known[known.length - 1];
    // Fewer bytes than before: the upload started anew.
    const kept =
      last !== undefined && loaded < last.loaded ? [] : known.filter(({ time }) => time >= now - WINDOW);
    this.samples.set(id, [...kept, { time: now, loaded }]);
  }

  /** Forgets all but these. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.samples.keys()) if (!ids.has(id)) this.samples.delete(id);
  }

  /** Bytes per second; undefined as long as it is too early to say, or when nothing moves. */
  speedOf(id: string): number | undefined {
    const samples = this.samples.get(id) ?? [];
    const first = samples[0];
    const last = samples[samples.length - 1];
    if (first === undefined || last === undefined) return undefined;
    const span = last.time - first.time;
    if (span < SHORTEST_SPAN || last.loaded === first.loaded) return undefined;
    return ((last.loaded - first.loaded) / span) * 1000;
  }
}
