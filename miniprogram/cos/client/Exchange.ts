import { type Attempt, Failure } from '../failures/Failure';
import { afterShown } from '../task/afterShown';

/** What came back, whatever its status. */
export interface Answer {
  /** HTTP status. */
  readonly statusCode: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One request on its way. */
export interface Exchange {
  /** Rejects with what wx gives, or with a `Failure` when nothing was heard in time or it was stopped. Always settles. */
  readonly answer: Promise<Answer>;
  /** Ends it at once. What the server has by then it may still act on. */
  stop(): void;
}

interface WxAnswer {
  readonly statusCode: number;
  readonly header?: object;
  readonly data: unknown;
}

/** A host that has put a function of its own in place of `wx.request`, and the like, may give back something else. */
type WxTask = { abort?(): void } | undefined;

export interface WxCallbacks {
  success(answer: WxAnswer): void;
  fail(error: unknown): void;
}

/**
 * `begin` calls wx.request, wx.uploadFile or wx.downloadFile; `heard`, which it is given, tells that the exchange is alive. `silence` in
 * milliseconds, in front: WeChat has a time limit of its own, but calls nothing back in some of its states.
 */
export function startExchange(
  attempt: Attempt,
  host: string,
  silence: number,
  begin: (callbacks: WxCallbacks, heard: () => void) => WxTask,
): Exchange {
  let stop: () => void = () => undefined;
  const answer = new Promise<Answer>((resolve, reject) => {
    let endLimit: () => void = () => undefined;
    let settled = false;
    const settle = (end: () => void) => {
      if (settled) return;
      settled = true;
      endLimit();
      end();
    };
    const giveUp = (failure: Failure) =>
      settle(() => {
        reject(failure);
        task?.abort?.();
      });
    const heard = () => {
      if (settled) return;
      endLimit();
      endLimit = afterShown(silence, () => {
        const detail = `nothing heard for ${silence / 1000} s`;
        giveUp(new Failure({ code: 'timeout', attempt, detail, params: { host } }));
      });
    };
    stop = () => giveUp(new Failure({ code: 'cancelled', attempt, detail: 'stopped' }));
    const task = begin(
      {
        success: ({ statusCode, header = {}, data }) =>
          settle(() => resolve({ statusCode, headers: lowerCased(header), text: textOf(data) })),
        fail: (error) => settle(() => reject(error)),
      },
      heard,
    );
    heard();
  });
  return { answer, stop: () => stop() };
}

/** Headers with names in lower case: WeChat spells them differently on each platform. */
export function lowerCased(header: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function textOf(data: unknown): string {
  if (typeof data === 'string') return data;
  return data === undefined || data === null ? '' : JSON.stringify(data);
}
