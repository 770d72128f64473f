import { WxFailure } from '../../messages/WxFailure';
import type { ApiOptions } from './asyncApi';

/** A string that WeChat requires. */
export function requiredString(options: ApiOptions, name: string): string {
  const value = options[name];
  if (typeof value !== 'string') throw wrongType(name, 'String', value);
  return value;
}

export function requiredArray(options: ApiOptions, name: string): unknown[] {
  const value = options[name];
  if (!Array.isArray(value)) throw wrongType(name, 'Array', value);
  return value;
}

export function optionalString(options: ApiOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function optionalNumber(options: ApiOptions, name: string): number | undefined {
  const value = options[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** By tag, not by `instanceof`: the Mini Program's buffer may come from another realm. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

/** The bytes alone in a buffer. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** WeChat's wording for an argument of the wrong type. */
export function wrongType(name: string, expected: string, value: unknown): WxFailure {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return new WxFailure(`parameter error: parameter.${name} should be ${expected} instead of ${tag};`);
}
