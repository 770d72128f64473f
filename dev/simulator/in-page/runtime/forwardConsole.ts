import type { ConsoleLevel, PhoneFunctions } from '../../messages/PhoneProtocol';

const LEVELS: readonly ConsoleLevel[] = ['debug', 'log', 'info', 'warn', 'error'];
const TEXT_LIMIT = 10_000;

/** Shows the panel what reaches the browser's console: what the Mini Program logs, and what fails in it. */
export function forwardConsole(console: Console, phone: PhoneFunctions): void {
  const send = (level: ConsoleLevel, text: string): void => {
    // A log line that can't be delivered must not become an error that is logged in turn.
    phone.addToConsole({ level, text: text.slice(0, TEXT_LIMIT) }).catch(() => undefined);
  };
  for (const level of LEVELS) {
    const original = console[level];
    console[level] = (...values: unknown[]) => {
      original.apply(console, values);
      send(level, values.map(asText).join(' '));
    };
  }
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? value.message;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
