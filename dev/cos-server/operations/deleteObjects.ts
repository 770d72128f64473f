import { CosError } from '../errors/CosError';
import { errorCodes } from '../errors/errorCodes';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { Caller } from '../signature/Credentials';
import type { XmlElement } from '../xml/writeXml';
import { decide } from './authorize';
import { readXmlBody } from './readXmlBody';
import type { Service } from './Service';

/** 204 also when there was no object. */
export async function deleteObject(service: Service, request: CosRequest): Promise<Reply> {
  await service.storage.objects.delete(request.address.key);
  return { status: 204 };
}

const MAX_KEYS = 1000;

/**
 * Deletes the keys that the caller may delete.
 *
 * Whether COS answers a partly denied list with an error for each key or with one 403 is not documented; this server
 * answers key by key.
 *
 * Whether COS wants the action DeleteMultipleObjects besides DeleteObject is not certain: one page says only of
 * requests without a signature (doc 47233), while Tencent's own policies name both. This server wants both on each
 * key: a policy that is enough here is enough there.
 */
export async function deleteMultipleObjects(
  service: Service,
  request: CosRequest,
  caller: Caller,
): Promise<Reply> {
  if (caller.kind === 'anonymous') {
    throw new CosError('AccessDenied', { reason: 'The request has no signature: it may delete nothing.' });
  }
  const body = await readXmlBody(request, 'Delete');
  const keys = body.children('Object').map((object) => object.text('Key'));
  if (keys.length === 0 || keys.length > MAX_KEYS) {
    throw new CosError('MalformedXML', {
      reason: `The list has ${keys.length} keys; 1 to ${MAX_KEYS} are allowed.`,
    });
  }
  const quiet = body.text('Quiet')?.trim().toLowerCase() === 'true';
  const results: XmlElement[] = [];
  for (const key of keys) {
    if (!key) throw new CosError('MalformedXML', { reason: 'An object of the list has no key.' });
    const decision = decide(service, caller, request, [
      { action: 'DeleteMultipleObjects', key },
      { action: 'DeleteObject', key },
    ]);
    if (!decision.allowed) {
      request.trace.reason = decision.reason;
      const { message } = errorCodes.AccessDenied;
      results.push([
        'Error',
        [
          ['Key', key],
          ['Code', 'AccessDenied'],
          ['Message', message],
        ],
      ]);
      continue;
    }
    await service.storage.objects.delete(key);
    if (!quiet) results.push(['Deleted', [['Key', key]]]);
  }
  return { status: 200, body: { kind: 'xml', root: ['DeleteResult', results] } };
}
