import type { Refusal } from '../errors/CosError';
import type { XmlElement } from '../xml/writeXml';
import type { Reply } from './Reply';

/** The XML answer for an error (doc 7730). A HEAD request gets its status only. */
export function errorReply(error: Refusal, requestId: string, resource: string): Reply {
  const elements: XmlElement[] = [
    ['Code', error.code],
    ['Message', error.message],
    ...error.elements,
    ['Resource', resource],
    ['RequestId', requestId],
    ['TraceId', requestId],
  ];
  return {
    status: error.status,
    headers: { ...error.headers, 'x-cos-trace-id': requestId },
    body: { kind: 'xml', root: ['Error', elements] },
  };
}
