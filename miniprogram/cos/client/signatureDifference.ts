import type { SignatureDifference } from '../failures/Refusal';

/** What COS made of the request it got (document 7730 and 7778): elements of its error answer. */
export interface ArrivedRequest {
  /** `sha1`, the time and the hash of the other, a line each. */
  readonly stringToSign: string;
  /** Method, path, parameters and headers, a line each. */
  readonly formatString: string;
}

/**
 * What differs between a request as it was signed here and as COS got it, which signs only what the signature names. A
 * parameter or a header is named without its value, which may be anything.
 *
 * @param url with its query, with or without the signature
 * @param authorization `q-sign-algorithm=…`, or a URL that has it
 */
export function signatureDifference(
  method: string,
  url: string,
  authorization: string,
  { stringToSign, formatString }: ArrivedRequest,
): SignatureDifference {
  const [, host = '', path = '', query = ''] = /^https?:\/\/([^/?]+)([^?]*)\??(.*)$/s.exec(url) ?? [];
  const [arrivedMethod = '', ...lines] = formatString.replace(/\n$/, '').split('\n');
  const headers = pairs(lines.pop());
  const parameters = pairs(lines.pop());
  // A key may have a line's end in it.
  const arrivedPath = lines.join('\n');

  if (arrivedMethod !== method.toLowerCase())
    return { kind: 'method', signed: method.toLowerCase(), arrived: arrivedMethod };
  if (arrivedPath !== decoded(path)) return { kind: 'path', signed: decoded(path), arrived: arrivedPath };
  const arrivedHost = headers.get('host');
  if (arrivedHost !== undefined && arrivedHost !== host)
    return { kind: 'host', signed: host, arrived: arrivedHost };
  // The client signs no header but the host.
  for (const name of headers.keys()) if (name !== 'host') return { kind: 'header', name };
  const sent = pairs(query);
  for (const [name, value] of parameters)
    if (sent.get(name) !== value) return { kind: 'parameter', name: decoded(name) };
  const time = /q-sign-time=(\d+;\d+)/.exec(authorization)?.[1];
  return { kind: stringToSign.split('\n')[1] === time ? 'secret' : 'time' };
}

/** `a=1&b=`, by name in lower case as a signature has it, values decoded. */
function pairs(text = ''): Map<string, string> {
  const fields = text.split('&').filter((pair) => pair !== '');
  return new Map(
    fields.map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name.toLowerCase(), decoded(value)];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
