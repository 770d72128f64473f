import { appLife } from './AppLife';

/** How often it looks while the Mini Program is in the background, at most. Milliseconds. */
const WHILE_HIDDEN = 1000;

/**
 * Calls when the Mini Program was in front for so many milliseconds: after minutes in the background an answer may lie
 * there that nobody has read yet, and no time limit should be over before it is. Returns what ends it.
 */
export function afterShown(milliseconds: number, call: () => void): () => void {
  const end = appLife.now() + milliseconds;
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number) => {
    timer = setTimeout(() => {
      const more = end - appLife.now();
      // A clock that was set back would make it wait for as long.
      if (appLife.isHidden) wait(WHILE_HIDDEN);
      else if (more > 0 && more <= milliseconds) wait(more);
      else call();
    }, left);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}
