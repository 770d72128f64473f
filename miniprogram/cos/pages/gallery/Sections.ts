import type { Splice, StoredObject } from '../../index';
import { lastWhere } from '../lastWhere';

/** Files of one group that follow each other in the list. */
export interface Section {
  /** Each once in the list. */
  readonly id: string;
  /** As `groupOf` names it; '' has no heading. */
  readonly group: string;
  /** When one of them came, in milliseconds since 1970. */
  readonly time: number;
  /** Index of the first in the list. */
  readonly start: number;
  readonly count: number;
}

type Run = Pick<Section, 'group' | 'time' | 'count'>;

/** The list in sections. Only what changes is asked for its group: the list grows at its end all the time. */
export class Sections {
  private readonly sections: Section[] = [];
  private readonly ids = new Set<string>();

  constructor(private groupOf: (object: StoredObject) => string) {}

  /** In the order of the list; the same array after each change. */
  get all(): readonly Section[] {
    return this.sections;
  }

  /** Each file of the list is asked anew. */
  regroup(groupOf: (object: StoredObject) => string, objects: readonly StoredObject[]): void {
    this.groupOf = groupOf;
    this.sections.length = 0;
    this.ids.clear();
    this.update({ at: 0, removed: [], added: objects });
  }

  /** The list has changed so. Gives the index of the first section that is another one now. */
  update({ at, removed, added }: Splice): number {
    const after = at + removed.length;
    // What is cut in front may go on with what is added, and that with what follows.
    const first = at === 0 ? 0 : this.sectionOf(at - 1);
    const last = this.sectionOf(after);
    const runs: { group: string; time: number; count: number }[] = [];
    const append = ({ group, time, count }: Run) => {
      const run = runs[runs.length - 1];
      if (count <= 0) return;
      if (run?.group === group) run.count += count;
      else runs.push({ group, time, count });
    };
    const cut = this.sections[first];
    if (cut) append({ ...cut, count: at - cut.start });
    for (const object of added) append({ group: this.groupOf(object), time: object.modified, count: 1 });
    const rest = this.sections[last];
    if (rest) append({ ...rest, count: rest.start + rest.count - after });

    const behind = this.sections.splice(last + 1);
    for (const { id } of this.sections.splice(first)) this.ids.delete(id);
    for (const run of runs) this.push(this.freeId(run.group), run);
    for (const section of behind) this.push(section.id, section);
    return first;
  }

  /** Of the section that has the file with this index; of the last one beyond the end. */
  private sectionOf(file: number): number {
    return lastWhere(this.sections.length, (at) => (this.sections[at]?.start ?? 0) <= file);
  }

  private push(id: string, { group, time, count }: Run): void {
    const last = this.sections[this.sections.length - 1];
    this.ids.add(id);
    this.sections.push({ id, group, time, start: last ? last.start + last.count : 0, count });
  }

  /** A group may come back further down: two of one id are one to WeChat. */
  private freeId(group: string): string {
    let id = group;
    for (let times = 2; this.ids.has(id); times += 1) id = `${group} ${times}`;
    return id;
  }
}
