import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { useStored } from './useStored';

export interface Tab {
  id: string;
  title: string;
  /** Beside the title, unless it is 0. */
  count?: number;
  view: ComponentChildren;
}

/** A row of tabs with the arrow keys of WAI-ARIA's pattern; the last one is remembered. */
export function Tabs({ tabs }: { tabs: readonly Tab[] }) {
  const [stored, select] = useStored('tab');
  const selected = tabs.find(({ id }) => id === stored) ?? tabs[0];
  const onKeyDown = ({ key, target, currentTarget }: TargetedKeyboardEvent<HTMLElement>): void => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...currentTarget.querySelectorAll('button')];
    const next = buttons.at((buttons.indexOf(target as HTMLButtonElement) + step) % buttons.length);
    next?.focus();
    next?.click();
  };
  return (
    <>
      <div class="tabs" role="tablist" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            role="tab"
            key={tab.id}
            id={`tab-${tab.id}`}
            aria-controls={`view-${tab.id}`}
            aria-selected={tab === selected}
            tabIndex={tab === selected ? 0 : -1}
            onClick={() => select(tab.id)}
          >
            {tab.title}
            {tab.count ? <span class="count">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} tab={tab} shown={tab === selected} />
      ))}
    </>
  );
}

/** A hidden one stays as it was drawn last: nodes that are the same as before cost nothing. */
function TabPanel({ tab, shown }: { tab: Tab; shown: boolean }) {
  const drawn = useRef<ComponentChildren>(null);
  if (shown) drawn.current = tab.view;
  return (
    <section
      class="view"
      role="tabpanel"
      id={`view-${tab.id}`}
      aria-labelledby={`tab-${tab.id}`}
      hidden={!shown}
    >
      {drawn.current}
    </section>
  );
}
