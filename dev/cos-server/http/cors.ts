import { matchesWildcard } from '../../cam/matchesWildcard';
import { CosError } from '../errors/CosError';
import type { CosRequest } from './CosRequest';
import type { Reply } from './Reply';

/** A rule of a bucket's CORS configuration; the first that matches counts. */
export interface CorsRule {
  /** With at most one `*` each. */
  allowedOrigins: readonly string[];
  allowedMethods: readonly string[];
  /** With at most one `*` each; any case. */
  allowedHeaders: readonly string[];
  exposedHeaders: readonly string[];
  maxAgeSeconds: number;
}

/** Lets any page in a browser use the bucket: its files are still only for who can sign. */
export const permissiveCors: readonly CorsRule[] = [
  {
    allowedOrigins: ['*'],
    allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    allowedHeaders: ['*'],
    exposedHeaders: [
      'ETag',
      'Content-Length',
      'Content-Range',
      'Date',
      'x-cos-request-id',
      'x-cos-hash-crc64ecma',
    ],
    maxAgeSeconds: 600,
  },
];

/** Answers a preflight (doc 8288). Throws `AccessForbidden` when no rule allows it. */
export function preflight(rules: readonly CorsRule[], request: CosRequest): Reply {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (!origin || !method) {
    throw new CosError('AccessForbidden', {
      reason: 'OPTIONS needs Origin and Access-Control-Request-Method.',
    });
  }
  const asked = request.headers.get('access-control-request-headers');
  const names = (asked ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || []);
  const rule = rules.find((candidate) => {
    return allows(candidate, origin, method) && names.every((name) => allowsHeader(candidate, name));
  });
  if (!rule)
    throw new CosError('AccessForbidden', { reason: `No CORS rule allows ${method} from ${origin}.` });
  return {
    status: 200,
    headers: { ...corsHeaders(rule, origin), ...(asked && { 'Access-Control-Allow-Headers': asked }) },
  };
}

/** The headers for the answer to a request that a browser sent from another origin. */
export function corsHeadersFor(
  rules: readonly CorsRule[],
  origin: string | undefined,
  method: string,
): Record<string, string> {
  const rule =
    origin === undefined ? undefined : rules.find((candidate) => allows(candidate, origin, method));
  return rule && origin !== undefined ? corsHeaders(rule, origin) : {};
}

function corsHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const anybody = rule.allowedOrigins.includes('*');
  return {
    'Access-Control-Allow-Origin': anybody ? '*' : origin,
    'Access-Control-Allow-Methods': rule.allowedMethods.join(','),
    'Access-Control-Expose-Headers': rule.exposedHeaders.join(','),
    'Access-Control-Max-Age': String(rule.maxAgeSeconds),
    ...(!anybody && { 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }),
  };
}

function allows(rule: CorsRule, origin: string, method: string): boolean {
  return (
    rule.allowedOrigins.some((pattern) => matchesWildcard(pattern, origin)) &&
    rule.allowedMethods.includes(method.toUpperCase())
  );
}

function allowsHeader(rule: CorsRule, name: string): boolean {
  return rule.allowedHeaders.some((pattern) => matchesWildcard(pattern.toLowerCase(), name));
}
