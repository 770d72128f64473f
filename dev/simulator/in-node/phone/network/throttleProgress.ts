const INTERVAL_MS = 50;

/** Passes on what a page can use: some steps a second, always the last one, never a step back. */
export function throttleProgress(
  report: (done: number, total: number) => void,
): (done: number, total: number) => void {
  let reported = -1;
  let nextAt = 0;
  return (done, total) => {
    const now = performance.now();
    if (done <= reported || (done !== total && now < nextAt)) return;
    reported = done;
    nextAt = now + INTERVAL_MS;
    report(done, total);
  };
}
