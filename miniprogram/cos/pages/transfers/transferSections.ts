import { failureGroups } from '../../i18n/failureGroups';
import type { FailureView } from '../../i18n/failureView';
import type { ScreenMessages } from '../../i18n/screenMessages';
import { commandsIn, type UploadItem } from '../../index';
import { waitsForLane } from './waitsForLane';

export interface TransferSection {
  readonly id: SectionId;
  readonly title: string;
  /** For all in it. */
  readonly commands: readonly SectionCommand[];
  /** One for each cause in the section of the failed, otherwise exactly one. */
  readonly groups: readonly TransferGroup[];
}

export interface SectionCommand {
  readonly command: 'cancel' | 'retry' | 'remove';
  readonly label: string;
  /** For a screen reader, which does not see where it stands. */
  readonly hint: string;
}

export interface TransferGroup {
  readonly id: string;
  /** What happened to all in it. */
  readonly failure: FailureView | null;
  readonly items: readonly UploadItem[];
}

type State = UploadItem['state']['name'];
type SectionId = keyof ScreenMessages['transfers']['sections'];

/** Where a file stands. A record, so that a state which is missing does not compile. */
const sectionOf: Record<State, SectionId> = {
  uploading: 'running',
  waiting: 'waiting',
  paused: 'waiting',
  queued: 'waiting',
  present: 'present',
  failed: 'failed',
  cancelled: 'cancelled',
  done: 'done',
};

/** From above. */
const sections: readonly SectionId[] = ['running', 'waiting', 'failed', 'present', 'cancelled', 'done'];

const commands: Record<SectionId, readonly SectionCommand['command'][]> = {
  running: [],
  waiting: ['cancel'],
  failed: ['retry', 'remove'],
  present: ['retry', 'remove'],
  cancelled: ['retry', 'remove'],
  done: ['remove'],
};

/** Those that have files, each with its files in the order of the queue; what is begun or held back before what is not. */
export function transferSections(
  items: readonly UploadItem[],
  texts: ScreenMessages,
): readonly TransferSection[] {
  const members = new Map<SectionId, UploadItem[]>();
  for (const item of items) {
    const id = waitsForLane(item.state) ? 'waiting' : sectionOf[item.state.name];
    const known = members.get(id);
    if (known) known.push(item);
    else members.set(id, [item]);
  }
  return sections.flatMap((id) => {
    const found = members.get(id);
    return found ? [sectionWith(id, found, texts)] : [];
  });
}

function sectionWith(id: SectionId, items: readonly UploadItem[], texts: ScreenMessages): TransferSection {
  const { transfers } = texts;
  const groups = groupsOf(id, items, texts);
  const title = transfers.sections[id];
  return {
    id,
    title: `${title} · ${items.length}`,
    commands: commands[id]
      // The card of one cause has the button itself.
      .filter((command) => command !== 'retry' || id !== 'failed' || isForSeveral(groups))
      .map((command) => {
        const isTwin = id === 'present' && command === 'retry';
        const label = isTwin ? transfers.allTheSame : transfers.forAll[command];
        return { command, label, hint: `${label}, ${title}` };
      }),
    groups,
  };
}

function groupsOf(
  id: SectionId,
  items: readonly UploadItem[],
  texts: ScreenMessages,
): readonly TransferGroup[] {
  if (id === 'failed')
    return failureGroups(items, texts).map(({ uploads, ...group }) => ({ ...group, items: uploads }));
  const queued = items.filter(({ state }) => state.name === 'queued');
  const begun = items.filter(({ state }) => state.name !== 'queued');
  return [{ id, failure: null, items: [...begun, ...queued] }];
}

function isForSeveral(groups: readonly TransferGroup[]): boolean {
  return (
    groups.filter(({ items }) => items.some(({ state }) => commandsIn(state).includes('retry'))).length > 1
  );
}
