import type { CosRequest } from '../http/CosRequest';
import type { ConditionValues } from './evaluate';

/**
 * The condition keys that are in the query of the URL; the others are headers. Documented (doc 71306) are `prefix`,
 * `versionid` and, of `response-*`, the content type; of headers content-length, content-type, x-cos-acl and
 * x-cos-storage-class. A policy that relies on others may be decided otherwise by COS.
 */
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
 * Values of the query are compared decoded. COS's pages want them URL-encoded in a policy, `image%2Fjpeg`: one that
 * names both spellings holds here and there.
 *
 * `cos:content-length` and `cos:content-type` are headers of this one HTTP request: for a form that is the whole
 * form, for a multipart upload the part. The fields of a form count nowhere: the pages name headers for PostObject
 * too, and do not say whether COS looks into its fields.
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
