import type { Page } from 'playwright-core';

/** What a screen did for a while. */
export interface Recorded {
  readonly seconds: number;
  /** Frames that the page drew. */
  readonly frames: number;
  /** Of 60 a second, those that were not drawn. */
  readonly lost: number;
  /** Between two frames, ms. */
  readonly longestGap: number;
  /** Tasks of the page's thread above 50 ms. */
  readonly longTasks: number;
  /** All of them together, ms. */
  readonly longTaskTime: number;
}

interface Recording {
  frame(time: number): void;
  readonly times: number[];
  readonly tasks: number[];
  readonly observer: PerformanceObserver;
  ended: boolean;
}
type RecordingWindow = Window & { recording?: Recording };

/** Begins to count frames and long tasks in a page of Chromium. */
export async function record(page: Page): Promise<() => Promise<Recorded>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ type: 'longtask' });
    // A method: what tsx makes of a function with a name is not known in the page.
    const recording: Recording = {
      times: [],
      tasks,
      observer,
      ended: false,
      frame(time) {
        recording.times.push(time);
        if (!recording.ended) requestAnimationFrame(recording.frame);
      },
    };
    (window as RecordingWindow).recording = recording;
    requestAnimationFrame(recording.frame);
  });
  return async () => {
    const { times, tasks } = await page.evaluate(() => {
      const { recording } = window as RecordingWindow;
      if (!recording) throw new Error('Nothing was recorded.');
      recording.ended = true;
      recording.observer.disconnect();
      return { times: recording.times, tasks: recording.tasks };
    });
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    const whole = gaps.reduce((sum, gap) => sum + gap, 0);
    const lost = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round((gap * 60) / 1000) - 1), 0);
    return {
      seconds: whole / 1000,
      frames: gaps.length,
      lost,
      longestGap: Math.max(0, ...gaps),
      longTasks: tasks.length,
      longTaskTime: tasks.reduce((sum, duration) => sum + duration, 0),
    };
  };
}
