import * as glassEasel from 'glass-easel';
import type { App } from './App';
import type { Reports } from './Reports';

/** Everything that the Mini Program does not catch itself is reported, and its own listeners hear of it. */
export function listenForErrors(window: Window & typeof globalThis, reports: Reports, app: App): void {
  const fail = (error: unknown, during: string): void => {
    reports.error(error, during);
    app.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  glassEasel.addGlobalErrorListener((error, method = 'a callback', related) => {
    const what = method.replace(/^(?:event )?listener .*/i, 'an event listener');
    fail(error, of(what, related));
    return false;
  });
  glassEasel.addGlobalWarningListener((message, related) => {
    window.console.warn(of(message, related));
    return false;
  });
  window.addEventListener('error', (event) => {
    if (event.error) fail(event.error, 'a callback');
  });
  window.addEventListener('unhandledrejection', (event) => {
    reports.error(event.reason, 'a promise that nobody waits for');
    app.unhandledRejection({ reason: event.reason, promise: event.promise });
  });
}

function of(what: string, related: { is: string } | string | undefined): string {
  const where = typeof related === 'string' ? related : related?.is;
  return where ? `${what} of ${where}` : what;
}
