import type { AlbumItem } from '../../simulator/messages/AlbumItem';
import type { Tab } from './createTabs';
import { element } from './element';
import { formatBytes, formatDate } from './format';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

export function createAlbumTab(texts: PanelTexts): Tab & { show(items: AlbumItem[]): void } {
  const view = element('section', { class: 'view' });
  const count = element('span', { class: 'count' });
  // A tile stays while its item does: a video that plays goes on when another is saved.
  const tiles = new Map<string, HTMLElement>();
  return {
    id: 'album',
    title: texts.album,
    view,
    count,
    show(items) {
      count.textContent = items.length === 0 ? '' : String(items.length);
      if (items.length === 0) {
        view.replaceChildren(element('p', { class: 'empty' }, texts.albumEmpty));
        return;
      }
      const shown = items.map((item) => {
        const tile = tiles.get(item.id) ?? createTile(item, texts);
        tiles.set(item.id, tile);
        return tile;
      });
      const grid = view.querySelector('.album') ?? element('div', { class: 'album' });
      for (const [index, tile] of shown.entries()) {
        if (grid.children[index] !== tile) grid.insertBefore(tile, grid.children[index] ?? null);
      }
      if (!grid.isConnected) view.replaceChildren(grid);
    },
  };
}

function createTile(item: AlbumItem, texts: PanelTexts): HTMLElement {
  const url = panelApi.albumUrl(item.id);
  const media =
    item.type === 'image'
      ? element('img', { src: url, alt: item.name, loading: 'lazy' })
      : element('video', { src: url, controls: '', preload: 'metadata', 'aria-label': item.name });
  return element(
    'article',
    { class: 'album-item' },
    media,
    element(
      'div',
      { class: 'album-facts' },
      element('span', { class: 'name', title: item.name }, item.name),
      element('span', {}, `${formatBytes(item.size)} · ${formatDate(item.savedAt)}`),
      element('code', { title: `SHA-256 ${item.sha256}` }, item.sha256.slice(0, 16)),
      element('a', { class: 'button', href: `${url}&download`, download: item.name }, texts.download),
    ),
  );
}
