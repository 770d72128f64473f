import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { OutgoingBody } from './send';

interface FormFile {
  /** The form field. */
  name: string;
  /** Real path. */
  path: string;
  fileName: string;
  contentType: string;
  /** In bytes. */
  size: number;
}

/** A `multipart/form-data` body (RFC 7578): the fields in order, then the file, streamed from disk. */
export function multipartForm(
  fields: readonly (readonly [string, string])[],
  file: FormFile,
): { contentType: string; body: OutgoingBody } {
  const boundary = `----WechatSimulator${randomBytes(12).toString('hex')}`;
  const texts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  );
  const head = Buffer.from(
    `${texts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="${quoted(file.name)}"; filename="${quoted(file.fileName)}"\r\nContent-Type: ${file.contentType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield head;
    // As long as announced, even when the file grows meanwhile.
    if (file.size > 0) yield* createReadStream(file.path, { end: file.size - 1 });
    yield tail;
  }

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: { length: head.length + file.size + tail.length, chunks: chunks() },
  };
}

/** RFC 7578 section 2: quotes and line breaks in names are percent-encoded. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}
