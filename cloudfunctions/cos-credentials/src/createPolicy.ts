import { actions, snapshotAction } from '../../../miniprogram/cos/actions';
import { contentTypes, PLAIN_BYTES } from '../../../miniprogram/cos/contentTypes';
import type { Settings } from './settings';

export interface Policy {
  version: '2.0';
  statement: Statement[];
}

export interface Statement {
  effect: 'allow';
  action: string[];
  resource: string[];
  condition?: Record<string, Record<string, number | string | string[]>>;
}

type PolicySettings = Pick<Settings, 'bucket' | 'appId' | 'region' | 'maxUploadBytes'> &
  Partial<Pick<Settings, 'videoSnapshots'>>;

/** The form around the file in a PostObject: its fields, among them the session token of up to 4 kB. */
const FORM_BYTES = 64 * 1024;

/** Under which a user's objects are. */
export function prefixOf(openId: string): string {
  return `users/${openId}/`;
}

/**
 * What a user's key may do: the operations of the Mini Program's client, on the user's own prefix, and nothing else.
 *
 * Only what COS documents is used (doc 71306, 71307). Its text operators mind the case, and `string_like` knows `*` at
 * the ends alone; so what matters is a list of whole values, in which `text/HTML` is not, nor `image/png,text/html`,
 * nor a type in which a browser looks for a page by itself. Lists of what is refused would need each spelling.
 *
 * A condition looks at one request's headers or at its URL, and is false when that has no such value, or true with
 * `_if_exist`. Hence these limits, which the README tells, with what to set on the bucket:
 * - An upload in parts is as large as its parts together: each is bounded, their number (10,000) is not. The
 *   Mini Program keeps to `maxUploadBytes`.
 * - PostObject has in its body, where no condition is documented to look, what else are headers: Content-Type, acl,
 *   x-cos-storage-class. Its Content-Type header is that of the form.
 * - There is no condition for `x-cos-grant-*`, nor for `response-*` but the type.
 */
export function createPolicy(settings: PolicySettings, openId: string): Policy {
  const { bucket, appId, region, maxUploadBytes, videoSnapshots = false } = settings;
  const prefix = prefixOf(openId);
  const resource = [`qcs::cos:${region}:uid/${appId}:${bucket}/${prefix}*`];
  // Document 104297.
  const media = `qcs::ci:${region}:uid/${appId}:bucket/${bucket}/${prefix}*`;
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
      // Of these only a download has the parameter. Each statement more makes the token longer, of which COS takes 4,096 bytes.
      allow(
        [
          actions.getObject,
          actions.headObject,
          actions.deleteObject,
          actions.multipartListPart,
          actions.multipartComplete,
          actions.multipartAbort,
        ],
        { string_equal_if_exist: { 'cos:response-content-type': bothSpellings(PLAIN_BYTES) } },
      ),
      // The prefix of a listing stands in the resource as a key would; the condition keeps it there as well.
      allow([actions.getBucket, actions.multipartList], {
        string_like: { 'cos:prefix': bothSpellings(prefix).map((spelling) => `${spelling}*`) },
      }),
      // Without a byte of its own, so that what is copied is all that it can store. The type is what a copy gets that does not keep its own:
      // the client's does.
      allow([actions.putObjectCopy, actions.putObject], {
        ...ofLength(0),
        string_equal: { 'cos:content-type': [PLAIN_BYTES] },
        ...asTheBucketIs,
      }),
      allow([actions.postObject, actions.multipartUpload], {
        ...ofLength(maxUploadBytes + FORM_BYTES),
        ...asTheBucketIs,
      }),
      allow([actions.multipartInit], {
        string_equal: { 'cos:content-type': [...new Set([...contentTypes.values(), PLAIN_BYTES])] },
        ...asTheBucketIs,
      }),
      ...(videoSnapshots ? [{ ...allow([snapshotAction]), resource: [media] }] : []),
    ],
  };
}

/** The object is as private as the bucket, or more, and of the class that costs nothing to read or to remove. */
const asTheBucketIs = {
  string_equal_if_exist: { 'cos:x-cos-acl': ['default', 'private'], 'cos:x-cos-storage-class': 'STANDARD' },
};

/** COS's pages on conditions want values of parameters URL-encoded, as they stand in the URL. */
function bothSpellings(parameter: string): string[] {
  return [parameter, encodeURIComponent(parameter)];
}
