import type { IncomingMessage } from 'node:http';
import type { NetworkAnswer } from '../../../messages/PhoneProtocol';

/** Status and headers as WeChat gives them: names as the server wrote them, repeated ones joined by a comma. */
export function readAnswer(response: IncomingMessage): NetworkAnswer {
  const header: Record<string, string> = {};
  const cookies: string[] = [];
  const spelled = new Map<string, string>();
  for (let index = 0; index + 1 < response.rawHeaders.length; index += 2) {
    const written = response.rawHeaders[index] ?? '';
    const value = response.rawHeaders[index + 1] ?? '';
    if (written.toLowerCase() === 'set-cookie') cookies.push(value);
    const name = spelled.get(written.toLowerCase()) ?? written;
    spelled.set(written.toLowerCase(), name);
    header[name] = name in header ? `${header[name]},${value}` : value;
  }
  return { statusCode: response.statusCode ?? 0, header, cookies };
}
