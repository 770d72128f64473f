import { options, render } from 'preact';
import { Page } from './Page';
import { store } from './PanelStore';
import { language, texts } from './texts';

/** Between two drawings: nobody reads faster, and the phone shares this thread. */
const PAUSE_MS = 100;

let drawn = Number.NEGATIVE_INFINITY;
options.debounceRendering = (draw) => {
  const onFrame = (): void => {
    drawn = performance.now();
    draw();
  };
  // A window that nobody sees has no frames: then nothing is drawn.
  window.setTimeout(() => requestAnimationFrame(onFrame), Math.max(0, drawn + PAUSE_MS - performance.now()));
};

document.documentElement.lang = language.replace('_', '-');
document.title = texts.title;
render(<Page />, document.body);
store.connect();
