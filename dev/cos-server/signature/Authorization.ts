import { CosError } from '../errors/CosError';
import { percentEncode } from '../http/percentEncoding';
import type { Query } from '../http/Query';

/** A span of time as a signature writes it: `1557989151;1557996351`, unix seconds. */
export interface TimeSpan {
  text: string;
  start: number;
  end: number;
}

/** The parts of a signature, wherever the request carries it. */
export interface Authorization {
  secretId: string;
  signTime: TimeSpan;
  keyTime: TimeSpan;
  /** Names as COS compares them: encoded, in lower case. */
  headerList: readonly string[];
  parameterList: readonly string[];
  signature: string;
}

/**
 * Reads an Authorization text, `q-sign-algorithm=sha1&q-ak=…`.
 *
 * Which code COS has for a malformed one is not documented; this server says `InvalidArgument`.
 */
export function parseAuthorization(text: string): Authorization {
  const fields = new Map(
    text
      .trim()
      .split('&')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      })
      .map(([name = '', value = '']) => [name, value] as const),
  );
  return authorizationFrom((name) => fields.get(name));
}

/** Reads a signature from the parameters of a URL: either `q-*` each, or the whole text as `sign`. */
export function authorizationInQuery(query: Query): Authorization | undefined {
  const sign = query.get('sign');
  if (sign) return parseAuthorization(sign);
  return query.has('q-signature') ? authorizationFrom((name) => query.get(name)) : undefined;
}

/** Reads the span in a field of a signature. */
function parseTimeSpan(field: string, text: string): TimeSpan {
  const [, start, end] = /^(\d{1,12});(\d{1,12})$/.exec(text) ?? [];
  if (start === undefined || end === undefined) throw malformed(field, text);
  return { text, start: Number(start), end: Number(end) };
}

function authorizationFrom(field: (name: string) => string | undefined): Authorization {
  const algorithm = field('q-sign-algorithm');
  if (algorithm !== 'sha1') throw malformed('q-sign-algorithm', algorithm);
  const secretId = field('q-ak') ?? '';
  if (secretId === '') {
    // COS answered this text in coscmd issue 280; its code is not known.
    throw new CosError('InvalidAccessKeyId', {
      message: 'The access key Id format you provided is invalid.',
    });
  }
  const sign = field('q-signature') ?? '';
  if (!/^[0-9a-f]{40}$/i.test(sign)) throw malformed('q-signature', sign);
  return {
    secretId,
    signTime: parseTimeSpan('q-sign-time', field('q-sign-time') ?? ''),
    keyTime: parseTimeSpan('q-key-time', field('q-key-time') ?? ''),
    headerList: parseNames(field('q-header-list')),
    parameterList: parseNames(field('q-url-param-list')),
    signature: sign.toLowerCase(),
  };
}

/** Names may come encoded or, in a URL written by hand, decoded once too often. */
function parseNames(list = ''): string[] {
  const names = list.split(';').filter((name) => name !== '');
  return [...new Set(names.map((name) => percentEncode(decodeName(name)).toLowerCase()))];
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // A bare `%`: the name was decoded already.
    return name;
  }
}

function malformed(field: string, value: string | undefined): CosError {
  return new CosError('InvalidArgument', {
    reason: `The signature can't be read: ${field} is "${(value ?? '').slice(0, 100)}".`,
  });
}
