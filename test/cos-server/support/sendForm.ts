import { type Answer, sendRaw } from './send';
import { sign } from './sign';
import type { Key } from './temporaryKey';

export type Field = readonly [name: string, value: string];

export interface Form {
  /** In their order, before the file. */
  fields: readonly Field[];
  file?: string | Buffer;
  /** `/` is the bucket by its host. */
  path?: string;
  filename?: string;
  headers?: Record<string, string>;
  /** How many bytes are missing at the end. */
  cut?: number;
}

/** Posts a form with one file, whose own type is text/html. */
export function sendForm(server: { port: number }, form: Form): Promise<Answer> {
  const { fields, file = 'content', path = '/', filename = 'photo.jpg', cut = 0 } = form;
  const boundary = 'a-boundary';
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: text/html\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(parts.join('') + head),
    Buffer.from(file),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const sent = body.subarray(0, body.length - cut);
  const headers = {
    ...form.headers,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(sent.length),
  };
  return sendRaw(server, { method: 'POST', path, headers, body: sent });
}

/** The fields with which the Mini Program SDK signs a form. */
export function signedFields(key: Key, path = '/'): Field[] {
  return [
    ['Signature', sign(key, { method: 'post', path })],
    ...(key.token ? [['x-cos-security-token', key.token] as const] : []),
  ];
}
