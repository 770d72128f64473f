import type { ConsoleEntry } from '../../simulator/messages/ConsoleEntry';
import type { Tab } from './createTabs';
import { element } from './element';
import { formatTime } from './format';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

const SHOWN = 500;

export interface ConsoleTab extends Tab {
  show(entries: readonly ConsoleEntry[]): void;
  add(entry: ConsoleEntry): void;
}

export function createConsoleTab(texts: PanelTexts): ConsoleTab {
  const view = element('section', { class: 'view' });
  const count = element('span', { class: 'count count-error' });
  const list = element('ol', { class: 'console mono' });
  const empty = element('p', { class: 'empty' }, texts.consoleEmpty);
  const clear = element('button', { class: 'button' }, texts.clear);
  const bar = element('div', { class: 'console-bar' }, clear);
  view.append(bar, list, empty);

  const refresh = (): void => {
    const errors = list.querySelectorAll('.console-error').length;
    count.textContent = errors === 0 ? '' : String(errors);
    empty.hidden = list.childElementCount > 0;
    bar.hidden = list.childElementCount === 0;
  };
  clear.addEventListener('click', () => {
    void panelApi.clearConsole();
    list.replaceChildren();
    refresh();
  });
  return {
    id: 'console',
    title: texts.console,
    view,
    count,
    show(entries) {
      list.replaceChildren(...entries.map(line));
      refresh();
    },
    add(entry) {
      // Follows the end unless the person has scrolled up to read.
      const follows = view.scrollTop + view.clientHeight >= view.scrollHeight - 8;
      list.append(line(entry));
      while (list.childElementCount > SHOWN) list.firstElementChild?.remove();
      refresh();
      if (follows) view.scrollTop = view.scrollHeight;
    },
  };
}

function line({ at, level, text }: ConsoleEntry): HTMLElement {
  return element(
    'li',
    { class: `console-${level}` },
    element('span', { class: 'dim' }, formatTime(at)),
    element('span', {}, text),
  );
}
