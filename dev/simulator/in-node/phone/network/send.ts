import { type Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Pace } from './Pace';

export interface OutgoingBody {
  /** In bytes. */
  length: number;
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

interface OutgoingRequest {
  url: URL;
  /** Of the header; where the request goes is in `url`. */
  host: string;
  method: string;
  headers: Record<string, string>;
  body?: OutgoingBody;
  pace: Pace;
  signal: AbortSignal;
  /** Makes and keeps the connections. Absent: a new one for each request. */
  agent?: Agent | undefined;
  /** Where a name leads. Default: as the system says. */
  lookup?: LookupFunction;
  /** Bytes of the body that the system has taken over. */
  onSent?(bytes: number): void;
}

/** Resolves with the answer as soon as its headers are there; its body is still to be read. */
export async function send(outgoing: OutgoingRequest): Promise<IncomingMessage> {
  const { url, host, method, headers, body, pace, signal, agent, lookup } = outgoing;
  await pace.connect();
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const expectsBody = method === 'POST' || method === 'PUT';
  const request = open(url, {
    method,
    // One that is kept and that the server just closed would fail a request that no phone fails.
    agent: agent ?? false,
    signal,
    ...(lookup && { lookup }),
    headers: {
      ...headers,
      Host: host,
      ...((body || expectsBody) && { 'Content-Length': String(body?.length ?? 0) }),
    },
  });
  let answered = false;
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', (answer) => {
      answered = true;
      resolve(answer);
    });
    // Stays for the whole call: after the answer a broken upload must not end the process.
    request.on('error', reject);
  });
  writeBody(request, outgoing).catch((error: unknown) => {
    // A server may answer before it has read everything and then close: the answer counts, not the broken write.
    if (!answered) request.destroy(asError(error));
  });
  return response;
}

async function writeBody(request: ClientRequest, { body, pace, onSent }: OutgoingRequest): Promise<void> {
  let sent = 0;
  for await (const chunk of body?.chunks ?? []) {
    for (const piece of pace.pieces(chunk)) {
      await write(request, piece);
      sent += piece.length;
      onSent?.(sent);
      await pace.passed(piece.length);
    }
  }
  request.end();
}

function write(request: ClientRequest, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    request.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
