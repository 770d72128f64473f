import type { Browser, Page } from 'playwright-core';

/** What a screen did for a while. */
export interface Recorded {
  readonly seconds: number;
  /** Frames that the page drew. */
  readonly frames: number;
  /**
   * What the page's thread did at once, in ms of its processor, so that what else the machine does is not in it: above 16.7 a frame
   * is late on this machine when it does nothing else, above 50 it is a long task.
   */
  readonly tasks: { readonly late: number; readonly long: number; readonly longest: number };
  /** All tasks together, seconds of its processor. */
  readonly busySeconds: number;
}

interface TraceEvent {
  readonly name: string;
  readonly tid: number;
  readonly args: { readonly name?: string };
  /** Of the thread's processor, µs. */
  readonly tdur?: number;
}

/** Begins to count frames and tasks in a page of Chromium. What it gives ends it. */
export async function record(browser: Browser, page: Page): Promise<() => Promise<Recorded>> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  const begin = performance.now();
  const first = await page.evaluate(countFrames);
  return async () => {
    const seconds = (performance.now() - begin) / 1000;
    const frames = (await page.evaluate(countFrames)) - first;
    const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(
      (await browser.stopTracing()).toString(),
    );
    const thread = traceEvents.find(
      ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
    );
    const tasks = traceEvents.flatMap(({ name, tid, tdur }) =>
      name === 'ThreadControllerImpl::RunTask' && tid === thread?.tid && tdur !== undefined
        ? [tdur / 1000]
        : [],
    );
    const above = (limit: number) => tasks.filter((duration) => duration > limit).length;
    return {
      seconds,
      frames,
      tasks: { late: above(1000 / 60), long: above(50), longest: Math.max(0, ...tasks) },
      busySeconds: tasks.reduce((sum, duration) => sum + duration, 0) / 1000,
    };
  };
}

/** Runs in the page: frames since the first call. */
function countFrames(): number {
  const holder = window as unknown as { frameCount?: { value: number; next(): void } };
  // A method: what tsx makes of a function with a name is not known in the page.
  holder.frameCount ??= {
    value: 0,
    next() {
      this.value += 1;
      requestAnimationFrame(() => this.next());
    },
  };
  if (holder.frameCount.value === 0) holder.frameCount.next();
  return holder.frameCount.value;
}
