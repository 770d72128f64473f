import { actions } from '../../../miniprogram/cos/actions';
import { acceptedTypes, refusedTypes } from './contentTypes';
import type { Settings } from './settings';

export interface Policy {
  version: '2.0';
  statement: Statement[];
}

export interface Statement {
  effect: 'allow' | 'deny';
  action: string[];
  resource: string[];
  condition?: Record<string, Record<string, number | string | string[]>>;
}

type PolicySettings = Pick<Settings, 'bucket' | 'appId' | 'region' | 'maxUploadBytes'>;

/** The form around the file in a PostObject: its fields, among them the session token of up to 4 kB. */
const FORM_BYTES = 64 * 1024;

/** Under which a user's objects are. */
export function prefixOf(openId: string): string {
  return `users/${openId}/`;
}

/**
 * What a user's key may do: the operations of the Mini Program's client, on the user's own prefix, and nothing else.
 * A condition looks at one request's headers, and is false when the header is absent. Hence these limits:
 * - An upload in parts is as large as its parts together: each is bounded, their number (10,000) is not. The
 *   Mini Program keeps to `maxUploadBytes`.
 * - PostObject's Content-Type is that of the form. The object's own is a field in the body, which no condition sees,
 *   so that a user with a client of their own can store any type. Types are compared with their case, too. A bucket
 *   that is to be safe from pages in users' uploads must have COS send them as attachments.
 * - A part has no type of its own; InitiateMultipartUpload sets the object's.
 */
export function createPolicy(settings: PolicySettings, openId: string): Policy {
  const { bucket, appId, region, maxUploadBytes } = settings;
  const prefix = prefixOf(openId);
  const resource = [`qcs::cos:${region}:uid/${appId}:${bucket}/${prefix}*`];
  const ofKnownType = { string_like: { 'cos:content-type': acceptedTypes } };
  const ofLength = (bytes: number) => ({ numeric_less_than_equal: { 'cos:content-length': bytes } });
  const allow = (action: string[], condition?: Statement['condition']): Statement => ({
    effect: 'allow',
    action,
    resource,
    ...(condition && { condition }),
  });
  return {
    version: '2.0',
    statement: [
      allow([
        actions.getObject,
        actions.headObject,
        actions.deleteObject,
        actions.multipartListPart,
        actions.multipartComplete,
        actions.multipartAbort,
      ]),
      // The prefix of a listing stands in the resource as a key would; the condition keeps it there as well. COS's
      // pages on conditions want its value URL-encoded; both spellings name the same prefix.
      allow([actions.getBucket, actions.multipartList], {
        string_like: { 'cos:prefix': [`${prefix}*`, `${encodeURIComponent(prefix)}*`] },
      }),
      allow([actions.postObject], ofLength(maxUploadBytes + FORM_BYTES)),
      allow([actions.multipartInit], ofKnownType),
      allow([actions.multipartUpload], ofLength(maxUploadBytes)),
      {
        effect: 'deny',
        action: [actions.multipartInit],
        resource,
        condition: { string_like: { 'cos:content-type': refusedTypes } },
      },
    ],
  };
}
