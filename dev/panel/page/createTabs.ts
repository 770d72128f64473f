import { element } from './element';

export interface Tab {
  id: string;
  title: string;
  view: HTMLElement;
  /** Beside the title; kept up to date by its owner. */
  count: HTMLElement;
  /** The person looks at it from now on. */
  onShown?(): void;
}

const STORED = 'simulator.tab';

/** A row of tabs with the arrow keys of WAI-ARIA's pattern; the last one is remembered. */
export function createTabs(panel: HTMLElement, tabs: readonly Tab[]): void {
  const buttons = tabs.map((tab) =>
    element(
      'button',
      { role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `view-${tab.id}` },
      tab.title,
      tab.count,
    ),
  );
  const select = (index: number): void => {
    for (const [other, tab] of tabs.entries()) {
      const selected = other === index;
      tab.view.hidden = !selected;
      buttons[other]?.setAttribute('aria-selected', String(selected));
      buttons[other]?.setAttribute('tabindex', selected ? '0' : '-1');
      if (!selected) continue;
      localStorage.setItem(STORED, tab.id);
      tab.onShown?.();
    }
  };
  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => select(index));
    button.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (step === 0) return;
      const next = (index + step + buttons.length) % buttons.length;
      select(next);
      buttons[next]?.focus();
    });
  }
  for (const tab of tabs) {
    tab.view.id = `view-${tab.id}`;
    tab.view.setAttribute('role', 'tabpanel');
    tab.view.setAttribute('aria-labelledby', `tab-${tab.id}`);
  }
  const stored = tabs.findIndex(({ id }) => id === localStorage.getItem(STORED));
  panel.append(
    element('div', { class: 'tabs', role: 'tablist' }, ...buttons),
    ...tabs.map(({ view }) => view),
  );
  select(Math.max(0, stored));
}
