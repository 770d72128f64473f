import { createHash } from 'node:crypto';
import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import { readXml, type XmlNode } from '../xml/readXml';
import { parseDigest } from './receiveContent';

/** Enough for 10,000 parts or for 1,000 keys, bytes. */
const MAX_XML_BYTES = 4 * 1024 * 1024;

/** The body as XML with the given root element, its Content-MD5 checked. */
export async function readXmlBody(request: CosRequest, root: string): Promise<XmlNode> {
  const contentMd5 = request.headers.get('content-md5');
  const expected = contentMd5 === undefined ? undefined : parseDigest(contentMd5);
  const body = await request.body.whole(MAX_XML_BYTES, 'XMLSizeLimit');
  if (body.length === 0) throw new CosError('MissingRequestBodyError');
  if (expected && !createHash('md5').update(body).digest().equals(expected)) {
    throw new CosError('BadDigest', { reason: `Content-MD5 ${contentMd5} is not that of the body.` });
  }
  return readXml(body.toString('utf8'), root);
}
