import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ConsoleEntry } from '../../simulator/messages/ConsoleEntry';
import { formatTime } from './format';
import { store } from './PanelStore';
import { texts } from './texts';

export function ConsoleTab({ entries }: { entries: readonly ConsoleEntry[] }) {
  const list = useRef<HTMLOListElement>(null);
  const view = list.current?.closest('.view');
  // Measured before the new lines are drawn: it follows the end unless the person has scrolled up to read.
  const follows = !view || view.scrollTop + view.clientHeight >= view.scrollHeight - 8;
  useLayoutEffect(() => {
    if (follows) list.current?.lastElementChild?.scrollIntoView();
  });
  if (entries.length === 0) return <p class="empty">{texts.consoleEmpty}</p>;
  return (
    <>
      <div class="console-bar">
        <button class="button" onClick={() => store.clearConsole()}>
          {texts.clear}
        </button>
      </div>
      <ol class="console mono" ref={list}>
        {entries.map((entry) => (
          <li class={`console-${entry.level}`} key={entry}>
            <span class="dim">{formatTime(entry.at)}</span>
            <span>{entry.text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
