import type { CosRequest } from '../http/CosRequest';
import type { ConditionValues } from './evaluate';

/** The condition keys that COS takes from the query of the URL (doc 71307); the others are headers. */
const inQuery = new Set([
  'prefix',
  'delimiter',
  'max-keys',
  'versionid',
  'response-content-type',
  'response-content-language',
  'response-expires',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
]);

/**
 * The values of `qcs:ip` and `cos:<name>` in a request.
 *
 * `cos:content-length` and `cos:content-type` are headers of this one HTTP request: for a form that is the whole
 * form, for a multipart upload the part.
 */
export function conditionValues(request: CosRequest): ConditionValues {
  return (key) => {
    const name = key.toLowerCase();
    if (name === 'qcs:ip') return request.client;
    if (name === 'cos:secure-transport') return 'false';
    if (!name.startsWith('cos:')) return undefined;
    const field = name.slice('cos:'.length);
    return inQuery.has(field) ? request.query.get(field) : request.headers.text(field);
  };
}
