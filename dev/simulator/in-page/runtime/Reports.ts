import type { NodeSide, ThrownError } from '../../messages/NodeSide';
import type { ConsoleLevel } from '../../messages/PhoneProtocol';

/** Where everything goes that fails in the Mini Program and that a developer should see. */
export interface Reports {
  /** `during` says what was going on, as `onLoad of pages/home/home`. */
  error(error: unknown, during: string): void;
}

const levels: readonly ConsoleLevel[] = ['debug', 'log', 'info', 'warn', 'error'];

/** From now on Node hears what reaches the console, and what is reported: each once. */
export function reportToNode(console: Console, node: NodeSide): Reports {
  const print = console.error.bind(console);
  for (const level of levels) {
    const original = console[level].bind(console);
    console[level] = (...args: unknown[]) => {
      original(...args);
      node.logged({ level, args: args.map((arg) => (arg === undefined ? 'undefined' : asJson(arg))) });
    };
  }
  return {
    error(error, during) {
      print(`${during}:`, error);
      node.threw({ ...describeError(error), during });
    },
  };
}

export function describeError(error: unknown): Omit<ThrownError, 'during'> {
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
