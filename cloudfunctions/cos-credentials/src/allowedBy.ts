import type { Policy } from './createPolicy';

/**
 * What a key lets through: the COS actions, each with what one request of it may have at most. All of it is about keys
 * under the prefix of the answer.
 */
export type Allows = Record<string, Limits>;

export interface Limits {
  /** Bytes of the body: those of a form are more than its file's. */
  maxBytes?: number;
  /** Content-Type is one of these; absent: any. */
  contentTypes?: string[];
}

/** Read from the policy itself, so that the Mini Program is never told something else than COS. */
export function allowedBy({ statement }: Policy): Allows {
  const allows: Allows = {};
  for (const { action, condition = {} } of statement) {
    const maxBytes = condition.numeric_less_than_equal?.['cos:content-length'];
    const contentTypes = condition.string_equal?.['cos:content-type'];
    for (const name of action) {
      allows[name] = {
        ...(typeof maxBytes === 'number' && { maxBytes }),
        ...(Array.isArray(contentTypes) && { contentTypes }),
      };
    }
  }
  return allows;
}
