/**
 * `work`, with the next frame and `pauseMs` after the last time at the earliest, however often it is asked for. A window
 * that nobody sees has no frames: nothing is done for it.
 */
export function paced(work: () => void, pauseMs: number): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let due = false;
  const onFrame = (): void => {
    due = false;
    last = performance.now();
    work();
  };
  return () => {
    if (due) return;
    due = true;
    window.setTimeout(() => requestAnimationFrame(onFrame), Math.max(0, last + pauseMs - performance.now()));
  };
}
