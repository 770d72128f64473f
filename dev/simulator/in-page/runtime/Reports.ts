export type LogLevel = 'log' | 'info' | 'warn' | 'error' | 'debug';

export interface LogEntry {
  level: LogLevel;
  /** As JSON can carry them. */
  args: unknown[];
}

export interface ReportedError {
  name: string;
  message: string;
  stack: string;
}

/** Where everything goes that a developer should see: what the Mini Program logs, and what fails in it. */
export interface Reports {
  log(entry: LogEntry): void;
  /** `during` says what was going on, as `onLoad of pages/home/home`. */
  error(error: unknown, during: string): void;
}

const levels: readonly LogLevel[] = ['log', 'info', 'warn', 'error', 'debug'];

/** The `console` of the Mini Program: the browser's, and each call is reported. */
export function reportingConsole(console: Console, reports: Reports): Console {
  const reporting: Console = Object.create(console);
  for (const level of levels) {
    reporting[level] = (...args: unknown[]) => {
      console[level](...args);
      reports.log({ level, args: args.map((arg) => asJson(arg)) });
    };
  }
  return reporting;
}

export function describeError(error: unknown): ReportedError {
  if (isError(error)) {
    return {
      name: error.name,
      message: error.message,
      stack: error.stack ?? `${error.name}: ${error.message}`,
    };
  }
  const message = typeof error === 'string' ? error : (JSON.stringify(asJson(error)) ?? String(error));
  return { name: 'Error', message, stack: message };
}

// Not instanceof: errors of jsdom's window and of Node have different classes.
function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
}

function asJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isError(value)) return value.stack;
  if (depth > 6) return '[…]';
  if (Array.isArray(value)) return value.map((item) => asJson(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asJson(item, depth + 1)]));
}
