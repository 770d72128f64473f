import { useRef, useState } from 'preact/hooks';
import type { Layer } from './Layer';
import type { PreviewSource } from './Overlay';

const SWIPE_PX = 60;

/** WeChat's full-screen previewer: a tap on the picture closes it, arrows or a swipe go on. */
export function Preview(props: Layer<void> & { sources: PreviewSource[]; start: number }) {
  const { sources, texts, close } = props;
  const last = sources.length - 1;
  const within = (wanted: number): number => Math.max(0, Math.min(last, wanted));
  const [index, setIndex] = useState(within(props.start));
  const downX = useRef<number | undefined>(undefined);
  const step = (by: number): void => setIndex(within(index + by));
  const source = sources[index];
  return (
    <div class="phone-full phone-preview" role="dialog" aria-modal="true">
      <div
        class="phone-preview-stage"
        onPointerDown={({ clientX }) => {
          downX.current = clientX;
        }}
        onPointerUp={({ clientX }) => {
          const moved = clientX - (downX.current ?? clientX);
          downX.current = undefined;
          if (Math.abs(moved) > SWIPE_PX) step(moved < 0 ? 1 : -1);
        }}
      >
        {source && <Media key={index} source={source} close={close} />}
      </div>
      <div class="phone-preview-counter">{last > 0 && `${index + 1} / ${sources.length}`}</div>
      <button
        class="phone-preview-step phone-preview-previous"
        aria-label={texts.previous}
        hidden={index === 0}
        onClick={() => step(-1)}
      >
        ‹
      </button>
      <button
        class="phone-preview-step phone-preview-next"
        aria-label={texts.next}
        hidden={index >= last}
        onClick={() => step(1)}
      >
        ›
      </button>
      <button class="phone-preview-close" aria-label={texts.close} onClick={() => close()}>
        ✕
      </button>
    </div>
  );
}

function Media({ source, close }: { source: PreviewSource; close: () => void }) {
  const { type, url, poster } = source;
  if (type === 'video') {
    return <video class="phone-preview-media" src={url} poster={poster} controls playsInline />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keyboards have the button
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <img class="phone-preview-media" src={url} alt="" onClick={() => close()} />
  );
}
