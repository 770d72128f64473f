import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../messageOf';
import { type Address, resolveAddress } from './address/resolveAddress';
import { CosError } from './errors/CosError';
import type { FaultSwitches } from './faults/FaultSwitches';
import { failRequest } from './faults/failRequest';
import { SlowLine } from './faults/SlowLine';
import { slowReply } from './faults/slowReply';
import { type CosRequest, newRequestId } from './http/CosRequest';
import { type CorsRule, corsHeadersFor } from './http/cors';
import { errorReply } from './http/errorReply';
import { percentDecode } from './http/percentEncoding';
import { Query } from './http/Query';
import type { Reply } from './http/Reply';
import { RequestBody } from './http/RequestBody';
import { RequestHeaders } from './http/RequestHeaders';
import { sendReply } from './http/sendReply';
import { newTrace } from './http/Trace';
import type { RequestLog, RequestLogEntry } from './log/RequestLog';
import { authorize } from './operations/authorize';
import { findOperation } from './operations/findOperation';
import { refuseNotDone } from './operations/notImplemented';
import type { Operation } from './operations/Operation';
import type { Service } from './operations/Service';
import { authenticate } from './signature/authenticate';

/** Takes requests through address, signature and policy to their operation, and answers and logs them. */
export class RequestHandler {
  private readonly running = new Set<Promise<void>>();
  private readonly upload = new SlowLine(() => this.faults.current.uploadBytesPerSecond);
  private readonly download = new SlowLine(() => this.faults.current.downloadBytesPerSecond);

  constructor(
    private readonly service: Service,
    private readonly faults: FaultSwitches,
    private readonly cors: readonly CorsRule[],
    private readonly log: RequestLog,
  ) {}

  /** Answers a request. Never rejects. */
  async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const work = this.answerAndLog(message, response);
    this.running.add(work);
    await work;
    this.running.delete(work);
  }

  /** Resolves when the requests that came so far have nothing left to do. */
  async idle(): Promise<void> {
    await Promise.all(this.running);
  }

  private async answerAndLog(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const at = Date.now();
    const left = new AbortController();
    response.once('close', () => left.abort());
    const incoming = incomingFrom(message, this.service.now(), left.signal);
    incoming.body.through((chunks) => this.upload.pass(chunks, left.signal));
    await this.wait(left.signal);
    const reply = slowReply(await this.answer(incoming), this.download, left.signal);
    lingerOn(message, response);
    let logged = false;
    const log = (responseBytes: number): void => {
      logged = true;
      this.log.add(this.entryOf(at, incoming, reply.status, responseBytes, performance.now() - began));
    };
    try {
      await sendReply(message, response, this.withCommonHeaders(incoming, reply), log);
    } catch (error) {
      // Half an answer can't be taken back: cutting the connection is what tells the client.
      response.destroy();
      incoming.trace.reason ??= `The answer was cut off: ${messageOf(error)}.`;
      if (!logged) log(0);
    }
    await incoming.body.drain();
  }

  private withCommonHeaders({ id, now, method, headers }: Incoming, reply: Reply): Reply {
    const common = {
      Server: 'tencent-cos',
      Date: new Date(now).toUTCString(),
      'x-cos-request-id': id,
      ...corsHeadersFor(this.cors, headers.get('origin'), method),
    };
    return { ...reply, headers: { ...common, ...reply.headers } };
  }

  /** The latency; it ends early when the client goes away. */
  private async wait(gone: AbortSignal): Promise<void> {
    const { latencyMs } = this.faults.current;
    if (latencyMs === 0) return;
    await delay(latencyMs, undefined, { signal: gone }).catch(() => undefined);
  }

  private entryOf(
    at: number,
    { id, method, url, body, trace }: Incoming,
    status: number,
    responseBytes: number,
    durationMs: number,
  ): RequestLogEntry {
    const { caller, operation, key, reason, signed } = trace;
    return {
      at,
      requestId: id,
      caller,
      operation,
      method,
      path: url.replace(/\?.*$/s, ''),
      bucket: this.service.bucket.name,
      ...(key !== undefined && { key }),
      status,
      requestBytes: body.received,
      responseBytes,
      durationMs,
      ...(reason !== undefined && { reason }),
      ...(status === 403 && signed),
    };
  }

  private async answer(incoming: Incoming): Promise<Reply> {
    const { trace, id } = incoming;
    try {
      return await this.run(incoming);
    } catch (error) {
      const refusal =
        error instanceof CosError ? error : new CosError('InternalError', { reason: messageOf(error) });
      trace.reason = refusal.reason;
      const resource = trace.key === undefined ? '/' : `/${trace.key}`;
      return errorReply(refusal, id, resource);
    }
  }

  private async run(incoming: Incoming): Promise<Reply> {
    const { service } = this;
    const { url, ...rest } = incoming;
    const { path, query } = parseTarget(url);
    const host = incoming.headers.text('host') ?? '';
    const address = resolveAddress(service.bucket, { method: incoming.method, host, path });
    if (address.key !== '') incoming.trace.key = address.key;
    const request: CosRequest = { ...rest, path, query, address };
    this.refusePathStyle(address);
    const operation = findOperation(request, this.cors);
    request.trace.operation = operation.name;
    const { faults } = this;
    if (faults.current.bucketGone) {
      throw new CosError('NoSuchBucket', { reason: 'The server was told that the bucket is gone.' });
    }
    return failRequest(faults.nextFailure(operation.name), request, () => this.perform(operation, request));
  }

  private async perform(operation: Operation, request: CosRequest): Promise<Reply> {
    const { service } = this;
    if (operation.check === 'within') return operation.run(service, request);
    const caller = authenticate(service.credentials, request);
    authorize(service, caller, request, operation.access(request));
    refuseNotDone('header', request.headers.entries());
    return operation.run(service, request, caller);
  }

  private refusePathStyle({ addressing }: Address): void {
    if (this.service.createdSince2024 && addressing === 'path-style') {
      throw new CosError('PathStyleDomainForbidden');
    }
  }
}

/**
 * An answer may come before the request is read whole. Closed by then, the connection would be reset by what the client still
 * sends, which loses the answer (RFC 9112, section 9.6): only its one direction ends then, the other when all has come.
 */
function lingerOn(message: IncomingMessage, response: ServerResponse): void {
  if (message.complete || response.shouldKeepAlive) return;
  const { socket } = message;
  response.shouldKeepAlive = true;
  response.once('finish', () => socket.end());
  message.once('end', () => socket.destroySoon());
}

type Incoming = Omit<CosRequest, 'path' | 'query' | 'address'> & { url: string };

function incomingFrom(message: IncomingMessage, now: number, gone: AbortSignal): Incoming {
  return {
    id: newRequestId(now),
    method: message.method ?? 'GET',
    url: message.url ?? '/',
    headers: new RequestHeaders(message.headers),
    body: new RequestBody(message),
    trace: newTrace(message),
    now,
    gone,
    client: clientOf(message),
  };
}

/** Through a proxy a request names the whole URL, and every server has to take that (RFC 9112, section 3.2.2). */
const ABSOLUTE_FORM = /^https?:\/\/[^/?]+/i;

function parseTarget(target: string): { path: string; query: Query } {
  const url = target.replace(ABSOLUTE_FORM, '');
  const mark = url.indexOf('?');
  const path = percentDecode(mark < 0 ? url : url.slice(0, mark));
  if (!path.startsWith('/'))
    throw new CosError('InvalidURI', { reason: `The path is "${path.slice(0, 100)}".` });
  return { path, query: Query.parse(mark < 0 ? '' : url.slice(mark + 1)) };
}

function clientOf(message: IncomingMessage): string {
  return (message.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}
