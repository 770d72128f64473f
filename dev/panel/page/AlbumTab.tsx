import type { AlbumItem } from '../../simulator/messages/AlbumItem';
import { formatBytes, formatDate } from './format';
import { panelApi } from './panelApi';
import { texts } from './texts';

export function AlbumTab({ items }: { items: readonly AlbumItem[] }) {
  if (items.length === 0) return <p class="empty">{texts.albumEmpty}</p>;
  return (
    <div class="album">
      {items.map(({ id, name, type, size, savedAt, sha256 }) => (
        <article class="album-item" key={id}>
          {type === 'image' ? (
            <img src={panelApi.albumUrl(id)} alt={name} loading="lazy" />
          ) : (
            <video src={panelApi.albumUrl(id)} controls preload="metadata" aria-label={name} />
          )}
          <div class="album-facts">
            <span class="name" title={name}>
              {name}
            </span>
            <span>{`${formatBytes(size)} · ${formatDate(savedAt)}`}</span>
            <code title={`SHA-256 ${sha256}`}>{sha256.slice(0, 16)}</code>
            <a class="button" href={`${panelApi.albumUrl(id)}&download`} download={name}>
              {texts.download}
            </a>
          </div>
        </article>
      ))}
    </div>
  );
}
