import { type LinkUse, linkTo } from '../cos-server/contract/linkTo';
import { type Answer, sendRaw } from '../cos-server/support/send';

/** Asks the host of a URL, byte for byte as the URL is. */
export function sendLink(url: string, use?: LinkUse): Promise<Answer> {
  const { protocol, hostname: host, port } = new URL(url);
  const tls = protocol === 'https:';
  return sendRaw({ host, port: port === '' ? (tls ? 443 : 80) : Number(port), tls }, linkTo(url, use));
}
