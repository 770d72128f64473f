import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { ObjectAcl } from '../storage/StoredObject';
import type { XmlNode } from '../xml/readXml';
import type { XmlElement } from '../xml/writeXml';
import { findObject, noSuchKey } from './findObject';
import { readXmlBody } from './readXmlBody';
import type { Service } from './Service';

/** Those of COS (doc 46206) that this server does not keep: it has one account and no other users. */
const unknownHere = ['authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control'];

/**
 * Reads the ACL that comes with an object; the bucket is private, and an object without one too.
 *
 * Throws `NotImplemented` for one that this server does not keep. What COS answers for one that it does not have is
 * not documented; this server says `InvalidArgument`.
 */
export function objectAcl(value: string | undefined): ObjectAcl {
  switch (value) {
    case undefined:
    case 'default':
      return 'default';
    case 'private':
    case 'public-read':
      return value;
    default:
      if (unknownHere.includes(value)) {
        throw new CosError('NotImplemented', { reason: `This server keeps no ACL "${value}".` });
      }
      throw new CosError('InvalidArgument', { reason: `There is no ACL "${value}".` });
  }
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const EVERYBODY = 'http://cam.qcloud.com/groups/global/AllUsers';

/** Who may do what with an object (doc 7744). The SDKs read `x-cos-acl` as well, which that page does not name. */
export async function getObjectAcl(service: Service, request: CosRequest): Promise<Reply> {
  const { acl = 'default' } = findObject(service, request);
  const owner = ownerElements(service);
  const grants: XmlElement[] = [grant('CanonicalUser', owner, 'FULL_CONTROL')];
  if (acl === 'public-read') grants.push(grant('Group', [['URI', EVERYBODY]], 'READ'));
  return {
    status: 200,
    headers: { 'x-cos-acl': acl },
    body: {
      kind: 'xml',
      root: [
        'AccessControlPolicy',
        [
          ['Owner', owner],
          ['AccessControlList', grants],
        ],
      ],
    },
  };
}

/**
 * Replaces the ACL of an object by the one in a header or in the body (doc 7748); with neither it is `default`.
 *
 * A body that grants anything but everything to the owner is `NotImplemented`. Which code COS has for a request with both is
 * not documented; this server says `InvalidArgument`.
 */
export async function putObjectAcl(service: Service, request: CosRequest): Promise<Reply> {
  const acl = await wantedAcl(service, request);
  await service.storage.objects.change(request.address.key, (object) => {
    if (!object) throw noSuchKey(request);
    return { ...object, acl };
  });
  return { status: 200 };
}

async function wantedAcl(service: Service, request: CosRequest): Promise<ObjectAcl> {
  const { headers } = request;
  const inHeader = headers.get('x-cos-acl');
  const length = Number(headers.get('content-length') ?? 0);
  const hasBody = length > 0 || headers.get('transfer-encoding') !== undefined;
  if (!hasBody) return objectAcl(inHeader);
  if (inHeader !== undefined) {
    throw new CosError('InvalidArgument', { reason: 'The ACL is in x-cos-acl and in the body.' });
  }
  refuseOtherGrants(service, await readXmlBody(request, 'AccessControlPolicy'));
  return 'private';
}

function refuseOtherGrants(service: Service, policy: XmlNode): void {
  const grants = policy.children('AccessControlList').flatMap((list) => list.children('Grant'));
  for (const each of grants) {
    const [grantee] = each.children('Grantee');
    const permission = each.text('Permission');
    if (grantee?.text('ID') === ownerId(service) && permission === 'FULL_CONTROL') continue;
    const who = grantee?.text('ID') ?? grantee?.text('URI') ?? 'nobody';
    throw new CosError('NotImplemented', {
      reason: `This server keeps no grant of ${permission} to "${who}"; the owner is "${ownerId(service)}".`,
    });
  }
}

function grant(type: string, grantee: XmlElement[], permission: string): XmlElement {
  return [
    'Grant',
    [
      ['Grantee', grantee, { 'xmlns:xsi': XSI, 'xsi:type': type }],
      ['Permission', permission],
    ],
  ];
}

/** COS names an account by its number, which this server does not know: the APPID stands for it. */
function ownerId({ bucket: { appId } }: Service): string {
  return `qcs::cam::uin/${appId}:uin/${appId}`;
}

function ownerElements(service: Service): XmlElement[] {
  return [
    ['ID', ownerId(service)],
    ['DisplayName', ownerId(service)],
  ];
}
