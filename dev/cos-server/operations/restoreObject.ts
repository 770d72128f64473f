import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { Restoration } from '../storage/StoredObject';
import type { XmlNode } from '../xml/readXml';
import { archiveState, restoreDurations } from './archive';
import { noSuchKey } from './findObject';
import { readXmlBody } from './readXmlBody';
import type { Service } from './Service';

const DAY = 24 * 60 * 60 * 1000;

const tiers = ['Expedited', 'Standard', 'Bulk'];

/**
 * POST Object restore (doc 12633): makes a copy of an archived object that can be read for some days.
 *
 * 202 when that begins. Asked again, a copy lasts the days from then on: 200, which is not documented, as little as the hour
 * at which COS removes a copy; here it is that of the request. `RestoreAlreadyInProgress` before the copy is there,
 * `MethodNotAllowed` for an object that is not archived. Which code COS has for a tier that the class lacks is not
 * documented; this server says `InvalidArgument`.
 */
export async function restoreObject(service: Service, request: CosRequest): Promise<Reply> {
  const wish = readWish(await readXmlBody(request, 'RestoreRequest'));
  let status = 202;
  await service.storage.objects.change(request.address.key, (object) => {
    if (!object) throw noSuchKey(request);
    const now = service.now();
    const state = archiveState(object, now);
    switch (state.kind) {
      case 'not archived':
        throw new CosError('MethodNotAllowed', { reason: `"${object.key}" is not archived.` });
      case 'restoring':
        throw new CosError('RestoreAlreadyInProgress');
      case 'restored':
        status = 200;
        return { ...object, restoration: { ...state.restoration, expiresAt: now + wish.days * DAY } };
      case 'archived':
        return { ...object, restoration: beginning(object.storageClass, wish, now) };
    }
  });
  return { status };
}

interface Wish {
  days: number;
  tier: string;
}

function readWish(body: XmlNode): Wish {
  const days = body.text('Days')?.trim() ?? '';
  // An older page has Standard for a request without a tier, the newer one wants one.
  const tier = body.children('CASJobParameters')[0]?.text('Tier')?.trim() ?? 'Standard';
  if (!/^[1-9]\d{0,3}$/.test(days) || !tiers.includes(tier)) {
    throw new CosError('MalformedXML', { reason: `Days is "${days}" and Tier "${tier}".` });
  }
  return { days: Number(days), tier };
}

function beginning(storageClass: string, { days, tier }: Wish, now: number): Restoration {
  const duration = restoreDurations[storageClass]?.[tier];
  if (duration === undefined) {
    throw new CosError('InvalidArgument', { reason: `${storageClass} is not restored by ${tier}.` });
  }
  const readyAt = now + duration;
  return { tier, requestedAt: now, readyAt, expiresAt: readyAt + days * DAY };
}
