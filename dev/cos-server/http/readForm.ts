import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { messageOf } from '../../messageOf';
import { CosError } from '../errors/CosError';
import type { CosRequest } from './CosRequest';

/** A form whose fields are read and whose file is about to be. */
export interface Form {
  /** The fields before the file, by lower-case name. Later ones do not count, as in COS. */
  fields: ReadonlyMap<string, string>;
  /** The name that the file has in the form. */
  filename: string;
  file: AsyncIterable<Buffer>;
  /** Resolves once the whole form was read after the file; rejects when it is not well-formed. */
  finish(): Promise<void>;
  /** Stops reading; what comes is thrown away. */
  cancel(): void;
}

/** Bytes of one field, and how many fields: far more than the documented ones need. */
const MAX_FIELD_BYTES = 64 * 1024;
const MAX_FIELDS = 200;

/** Reads a multipart/form-data body up to its file. */
export async function readForm(request: CosRequest): Promise<Form> {
  const parser = createParser(request.headers.get('content-type') ?? '');
  const fields = new Map<string, string>();
  let refusal: CosError | undefined;
  parser.on('field', (name: string | undefined, value, info) => {
    // busboy passes on a part without a name.
    if (name === undefined) {
      refusal = malformed('a part of it has no name');
      return;
    }
    if (info.nameTruncated || info.valueTruncated) {
      refusal = new CosError('EntityTooLarge', { reason: `The field ${name} of the form is too long.` });
    }
    fields.set(name.toLowerCase(), value);
  });
  parser.on('fieldsLimit', () => {
    refusal = malformed(`it has more than ${MAX_FIELDS} fields`);
  });
  parser.on('filesLimit', () => {
    refusal = new CosError('IncorrectNumberOfFilesInPostRequest');
  });

  const opened = new Promise<{ filename: string; file: Readable }>((resolve) => {
    parser.once('file', (_name, file, info) => {
      // It fails together with the parser, whose failure is the one that is reported.
      file.on('error', () => undefined);
      resolve({ filename: info.filename ?? '', file });
    });
  });
  const fed = pipeline(Readable.from(request.body.chunks()), parser).catch((error: unknown) => {
    throw error instanceof CosError ? error : malformed(messageOf(error));
  });
  const read = fed.then(() => {
    if (refusal) throw refusal;
  });
  const cancel = (): void => {
    // Nobody waits any longer for what is left of the form.
    read.catch(() => undefined);
    parser.destroy();
  };
  const first = await Promise.race([opened, read]);
  if (!first) throw new CosError('IncorrectNumberOfFilesInPostRequest', { reason: 'The form has no file.' });
  if (refusal) {
    cancel();
    throw refusal;
  }
  return { fields, filename: first.filename, file: chunksOf(first.file, read), finish: () => read, cancel };
}

async function* chunksOf(file: Readable, whole: Promise<void>): AsyncGenerator<Buffer> {
  try {
    yield* file as AsyncIterable<Buffer>;
  } catch (error) {
    await whole;
    throw error;
  }
}

function createParser(contentType: string): busboy.Busboy {
  const limits = { fieldSize: MAX_FIELD_BYTES, fields: MAX_FIELDS, files: 1 };
  if (!/^multipart\/form-data\b/i.test(contentType)) throw malformed(`its type is "${contentType}"`);
  try {
    return busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', limits });
  } catch (error) {
    throw malformed(messageOf(error));
  }
}

function malformed(reason: string): CosError {
  return new CosError('MalformedPOSTRequest', { reason: `The form can't be read: ${reason}.` });
}
