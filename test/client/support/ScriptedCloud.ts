import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';
import { Crc64 } from '../../../dev/cos-server/storage/Crc64';
import type { CosConfig } from '../../../miniprogram/cos/client/CosConfig';

export const bucket = 'examplebucket-1250000000';
export const region = 'ap-guangzhou';
export const prefix = 'users/test/';

export interface SeenRequest {
  readonly method: string;
  /** As it came, undecoded. */
  readonly path: string;
  /** What COS would call it. */
  readonly operation: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly key: string;
  readonly body: Buffer;
  /** SecretId of the temporary key. */
  readonly keyId: string;
}

export type Reply =
  | {
      status: number;
      body?: string | Buffer;
      headers?: Record<string, string>;
      /** From somebody else than COS: without its headers. */
      foreign?: boolean;
    }
  /** Nothing is done and nothing answered. */
  | 'hang'
  /** Nothing is done, and the connection is cut. */
  | 'drop'
  /** All is done, and the connection is cut before the answer. */
  | 'lose'
  /** What a public Wi-Fi answers to everything. */
  | 'login-page'
  | undefined;

/**
 * Answers like COS and like the cloud function, as far as the client looks, and misbehaves as told. It checks the time
 * in a signature and which key made it, not the signature: the tests against the COS server do.
 */
export class ScriptedCloud {
  readonly requests: SeenRequest[] = [];
  readonly objects = new Map<string, { body: Buffer; modified: number }>();
  readonly uploads = new Map<string, { key: string; initiated: number; parts: Map<number, Buffer> }>();
  readonly revoked = new Set<string>();
  issued = 0;
  private begun = 0;
  /** The cloud's clock, milliseconds since 1970. */
  now: () => number = () => Date.now();
  /** Seconds. */
  keyLife = 1800;
  maxUploadBytes = 1e9;
  partsOfPage = 1000;
  /** Replaces the answer to a request for a key. */
  issue:
    | ((answer: ReturnType<ScriptedCloud['answer']>) => Reply | object | Promise<Reply | object>)
    | undefined;
  /** What was asked for links, and the answer to each. Undefined: links are not known of, so that a key is the answer. */
  readonly links: unknown[] = [];
  signLink: ((link: { key: string; seconds: number }) => Reply | object) | undefined;
  /** Replaces an answer of COS; undefined lets it be. */
  reply: ((request: SeenRequest) => Reply | Promise<Reply>) | undefined;
  private readonly server = http.createServer((request, response) => {
    this.serve(request, response).catch((error) => {
      response.destroy(error);
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  reset(): void {
    this.requests.length = 0;
    this.links.length = 0;
    this.signLink = undefined;
    for (const map of [this.objects, this.uploads, this.revoked]) map.clear();
    Object.assign(this, {
      issued: 0,
      now: () => Date.now(),
      keyLife: 1800,
      maxUploadBytes: 1e9,
      partsOfPage: 1000,
    });
    this.issue = undefined;
    this.reply = undefined;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  config(changes: Partial<CosConfig> = {}): CosConfig {
    const credentials = { url: `${this.url}/credentials` };
    return { bucket, region, addressing: 'path-style', endpoint: this.url, credentials, ...changes };
  }

  seen(operation: string): SeenRequest[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  answer() {
    const now = Math.floor(this.now() / 1000);
    const id = `AKIDtest${this.issued}`;
    return {
      credentials: { tmpSecretId: id, tmpSecretKey: `secret-${id}`, sessionToken: `token-${id}` },
      startTime: now,
      expiredTime: now + this.keyLife,
      bucket,
      region,
      prefix,
      maxUploadBytes: this.maxUploadBytes,
    };
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    response.setHeader('Date', new Date(this.now()).toUTCString());
    const reply = request.url === '/credentials' ? await this.issueKey(body) : await this.cos(request, body);
    if (reply === 'hang') return;
    if (reply === 'drop' || reply === 'lose') return void response.destroy();
    if (reply === 'login-page') {
      response.writeHead(200, { 'Content-Type': 'text/html', ETag: '"5f3c-1a"' });
      return void response.end(request.method === 'HEAD' ? undefined : LOGIN_PAGE);
    }
    const { status = 200, headers = {}, body: content, foreign = false } = reply;
    response.writeHead(status, { ...(foreign ? {} : { 'x-cos-request-id': 'NjFmYWtl' }), ...headers });
    response.end(request.method === 'HEAD' ? undefined : content);
  }

  private async issueKey(body: Buffer): Promise<Answer> {
    const { link } = JSON.parse(body.toString());
    let reply: Reply | object;
    if (link !== undefined) this.links.push(link);
    if (link !== undefined && this.signLink) reply = this.signLink(link);
    else {
      this.issued += 1;
      const usual = this.answer();
      reply = this.issue ? await this.issue(usual) : usual;
    }
    if (typeof reply === 'string') return reply;
    if (reply && 'status' in reply) return reply as Exclude<Answer, string>;
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(reply),
    };
  }

  private async cos(request: http.IncomingMessage, body: Buffer): Promise<Answer> {
    const url = new URL(request.url ?? '', this.url);
    const path = decodeURIComponent(url.pathname);
    let key = path.startsWith(`/${bucket}/`) ? path.slice(bucket.length + 2) : path.slice(1);
    const method = request.method ?? '';
    let file = body;
    let signature = request.headers.authorization ?? url.search;
    if (method === 'POST' && /form-data/.test(request.headers['content-type'] ?? '')) {
      ({ key, file, signature } = await readForm(request.headers, body));
    }
    const authorization = new URLSearchParams(signature);
    const seen: SeenRequest = {
      method,
      path: url.pathname,
      operation: operationOf(method, key, url.searchParams),
      query: url.searchParams,
      headers: request.headers,
      key,
      body: file,
      keyId: authorization.get('q-ak') ?? '',
    };
    this.requests.push(seen);
    const reply = await this.reply?.(seen);
    if (reply !== undefined && reply !== 'lose') return reply;
    const answer = this.refuse(seen.keyId, authorization) ?? this.perform(seen);
    return reply ?? answer;
  }

  private refuse(keyId: string, authorization: URLSearchParams): Answer | undefined {
    if (this.revoked.has(keyId))
      return errorAnswer(
        403,
        'InvalidAccessKeyId',
        'The Access Key Id you provided does not exist in our records',
      );
    const [start = 0, end = 0] = (authorization.get('q-sign-time') ?? '').split(';').map(Number);
    const now = this.now() / 1000;
    if (end < now) return errorAnswer(403, 'AccessDenied', 'Request has expired');
    if (start > now + 900) return errorAnswer(403, 'RequestTimeTooSkewed', 'skewed');
    return undefined;
  }

  private perform({ operation, key, query, body, headers }: SeenRequest): Answer {
    const xml = (text: string) => ({ status: 200, body: `<?xml version="1.0"?>${text}` });

    const uploadId = query.get('uploadId') ?? '';
    const upload = this.uploads.get(uploadId);
    switch (operation) {
      case 'GetBucket': {
        const limit = Number(query.get('max-keys') ?? 1000);
        const all = [...this.objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        const left = all.filter(
          (k) => k.startsWith(query.get('prefix') ?? '') && k > (query.get('marker') ?? ''),
        );
        const page = left.slice(0, limit);
        const truncated = left.length > limit;
        const contents = page.map((k) => {
          const { body: bytes = Buffer.of(), modified = 0 } = this.objects.get(k) ?? {};
          return `<Contents><Key>${escapeXml(k)}</Key><LastModified>${new Date(modified).toISOString()}</LastModified><ETag>${escapeXml(etag(bytes))}</ETag><Size>${bytes.length}</Size></Contents>`;
        });
        const marker = truncated ? `<NextMarker>${escapeXml(page[limit - 1] ?? '')}</NextMarker>` : '';
        return xml(
          `<ListBucketResult><Name>${bucket}</Name><IsTruncated>${truncated}</IsTruncated>${marker}${contents.join('')}</ListBucketResult>`,
        );
      }
      case 'PostObject':
        this.objects.set(key, { body, modified: this.now() });
        return { status: 200, headers: sumsOf(body) };
      case 'ListMultipartUploads': {
        const list = [...this.uploads].map(
          ([id, u]) =>
            `<Upload><Key>${escapeXml(u.key)}</Key><UploadId>${id}</UploadId><Initiated>${new Date(u.initiated).toISOString()}</Initiated></Upload>`,
        );
        return xml(
          `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${list.join('')}</ListMultipartUploadsResult>`,
        );
      }
      case 'InitiateMultipartUpload': {
        this.begun += 1;
        const id = `upload${this.begun}`;
        this.uploads.set(id, { key, initiated: this.now(), parts: new Map() });
        return xml(
          `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        );
      }
      case 'UploadPart':
        if (!upload) return errorAnswer(404, 'NoSuchUpload', 'gone');
        upload.parts.set(Number(query.get('partNumber')), body);
        return { status: 200, headers: { ETag: etag(body) } };
      case 'ListParts': {
        if (!upload) return errorAnswer(404, 'NoSuchUpload', 'gone');
        const after = Number(query.get('part-number-marker') ?? 0);
        const rest = [...upload.parts].sort(([a], [b]) => a - b).filter(([number]) => number > after);
        const page = rest.slice(0, this.partsOfPage);
        const truncated = page.length < rest.length;
        const list = page.map(
          ([number, bytes]) =>
            `<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag(bytes))}</ETag><Size>${bytes.length}</Size><LastModified>${new Date(this.now()).toISOString()}</LastModified></Part>`,
        );
        const next = truncated
          ? `<NextPartNumberMarker>${page[page.length - 1]?.[0]}</NextPartNumberMarker>`
          : '';
        return xml(
          `<ListPartsResult><IsTruncated>${truncated}</IsTruncated>${next}${list.join('')}</ListPartsResult>`,
        );
      }
      case 'CompleteMultipartUpload': {
        if (!upload) return errorAnswer(404, 'NoSuchUpload', 'gone');
        const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
        const whole = Buffer.concat(parts);
        this.objects.set(key, { body: whole, modified: this.now() });
        this.uploads.delete(uploadId);
        return {
          ...xml(
            `<CompleteMultipartUploadResult><ETag>"0123456789abcdef0123456789abcdef-${parts.length}"</ETag></CompleteMultipartUploadResult>`,
          ),
          headers: { 'x-cos-hash-crc64ecma': checksumOf(whole) },
        };
      }
      case 'AbortMultipartUpload':
        if (!this.uploads.delete(uploadId)) return errorAnswer(404, 'NoSuchUpload', 'gone');
        return { status: 204 };
      case 'PutObject': {
        const [, from = ''] = /^[^/]+\/(.*)$/s.exec(String(headers['x-cos-copy-source'] ?? '')) ?? [];
        const source = this.objects.get(decodeURIComponent(from));
        if (!source) return errorAnswer(404, 'NoSuchKey', 'The specified key does not exist.');
        this.objects.set(key, { body: source.body, modified: this.now() });
        const answer = xml(
          `<CopyObjectResult><ETag>${escapeXml(etag(source.body))}</ETag></CopyObjectResult>`,
        );
        return { ...answer, headers: { 'x-cos-hash-crc64ecma': checksumOf(source.body) } };
      }
      case 'DeleteObject':
        this.objects.delete(key);
        return { status: 204 };
    }
    const object = this.objects.get(key);
    if (!object) return errorAnswer(404, 'NoSuchKey', 'The specified key does not exist.');
    const { 'if-match': wanted, range } = headers;
    if (wanted !== undefined && wanted !== etag(object.body)) {
      return errorAnswer(412, 'PreconditionFailed', 'At least one of the preconditions did not hold.');
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const asked = first ? object.body.subarray(Number(first), Number(last) + 1) : object.body;
    return {
      status: first ? 206 : 200,
      headers: {
        ...sumsOf(object.body),
        'Content-Length': String(asked.length),
        ...(first && { 'Content-Range': `bytes ${first}-${last}/${object.body.length}` }),
        'Content-Type': 'image/jpeg',
        'Last-Modified': new Date(object.modified).toUTCString(),
      },
      body: asked,
    };
  }
}

type Answer = Exclude<Reply, undefined>;

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Welcome</title></head><body>Please<br>log in</body></html>';

/** Of bytes that nobody changes: a large object is asked for many times. */
const remember = (sum: (bytes: Buffer) => string): ((bytes: Buffer) => string) => {
  const known = new WeakMap<Buffer, string>();
  return (bytes) => {
    const found = known.get(bytes) ?? sum(bytes);
    known.set(bytes, found);
    return found;
  };
};
const etag = remember((bytes) => `"${createHash('md5').update(bytes).digest('hex')}"`);
const checksum = remember(checksumOf);
const sumsOf = (bytes: Buffer) => ({ ETag: etag(bytes), 'x-cos-hash-crc64ecma': checksum(bytes) });

/** As COS writes it; by the local COS server's own code, which the product shares no line with. */
export function checksumOf(bytes: Uint8Array): string {
  const crc = new Crc64();
  crc.update(bytes);
  return String(crc.value());
}

export function errorAnswer(status: number, code: string, message: string): Exclude<Answer, string> {
  const body = `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>NjFmYWtl</RequestId></Error>`;
  return { status, body, headers: { 'Content-Type': 'application/xml' } };
}

function operationOf(method: string, key: string, query: URLSearchParams): string {
  if (query.has('uploads')) return method === 'POST' ? 'InitiateMultipartUpload' : 'ListMultipartUploads';
  if (query.has('partNumber')) return 'UploadPart';
  if (query.has('uploadId')) {
    return { POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }[method] ?? 'ListParts';
  }
  if (method === 'GET' && key === '') return 'GetBucket';
  return (
    { GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject', POST: 'PostObject', PUT: 'PutObject' }[
      method
    ] ?? method
  );
}

interface Form {
  readonly key: string;
  readonly signature: string;
  readonly file: Buffer;
}

function readForm(headers: http.IncomingHttpHeaders, body: Buffer): Promise<Form> {
  return new Promise((resolve, reject) => {
    let key = '';
    let signature = '';
    const chunks: Buffer[] = [];
    const form = busboy({ headers });
    form.on('field', (name, value) => {
      if (name === 'key') key = value;
      if (name === 'Signature') signature = value;
    });
    form.on('file', (_name, stream) => {
      stream.on('data', (chunk) => chunks.push(chunk));
    });
    form.on('close', () => resolve({ key, signature, file: Buffer.concat(chunks) }));
    form.on('error', reject);
    form.end(body);
  });
}

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
