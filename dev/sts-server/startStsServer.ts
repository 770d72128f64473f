import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { RootKey } from '../cam/sessionToken';
import { answerJson } from '../http/answers';
import { listen } from '../http/listen';
import { BodyTooLarge, readBody } from '../http/readBody';
import { actions } from './actions';
import type { HttpInput } from './HttpInput';
import { type IssuedKey, issueKey } from './issueKey';
import { readRequest } from './readRequest';
import { StsError } from './StsError';
import { verifyProof } from './verifyProof';

export interface StsServerOptions {
  /** 0 picks a free port. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The permanent key of the account. */
  secretId: string;
  secretKey: string;
  /** The account. Default 1250000000. */
  appId?: string;
  /** The server's clock, in milliseconds since 1970. Default Date.now. */
  now?: () => number;
}

export interface StsServer {
  url: string;
  port: number;
  /** How many keys were issued so far. */
  issued(): number;
  close(): Promise<void>;
}

const VERSION = '2018-08-13';

/** Tencent Cloud API 3.0: with signature v3 a request has at most 10 MB. No request of STS comes near 1 MiB. */
const BODY_BYTES = 1024 * 1024;

/** A server that speaks Tencent's STS API. Rejects when the port is taken. */
export async function startStsServer(options: StsServerOptions): Promise<StsServer> {
  const { port, host = '127.0.0.1', secretId, secretKey, appId = '1250000000', now = Date.now } = options;
  const rootKey: RootKey = { secretId, secretKey };
  let issued = 0;

  const answer = (input: HttpInput): IssuedKey => {
    const request = readRequest(input);
    const seconds = Math.floor(now() / 1000);
    const caller = verifyProof(rootKey, request.proof, seconds);
    if (request.version !== VERSION) {
      throw new StsError('NoSuchVersion', `There is no version ${request.version}. Use ${VERSION}.`);
    }
    const action = actions.get(request.action);
    if (!action) {
      const known = [...actions.keys()].join(' and ');
      throw new StsError('InvalidAction', `There is no action ${request.action}. This server has ${known}.`);
    }
    const wish = action(request.parameters, caller);
    const key = issueKey(rootKey, { ...wish, appId, owner: secretId }, seconds);
    issued += 1;
    return key;
  };

  const server = createServer(async (message, response) => {
    try {
      const input = await readInput(message);
      respond(message, response, answer(input));
    } catch (error) {
      if (message.destroyed && !message.complete) return;
      if (!(error instanceof StsError)) console.error('STS: a request failed:', error);
      const { code, message: text } = error instanceof StsError ? error : UNEXPECTED;
      respond(message, response, { Error: { Code: code, Message: text } });
    }
  });
  return { ...(await listen(server, port, host)), issued: () => issued };
}

const UNEXPECTED = { code: 'InternalError', message: 'The server failed. Its output says why.' };

async function readInput(message: IncomingMessage): Promise<HttpInput> {
  const body = await readBody(message, BODY_BYTES).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? new StsError('RequestSizeLimitExceeded', error.message) : error;
  });
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: message.headers,
    body,
  };
}

/** Always 200: of any other status Tencent's client keeps the status text only, and loses the code. */
function respond(message: IncomingMessage, response: ServerResponse, body: object): void {
  const traceId = message.headers['x-tc-traceid'];
  const answer = { Response: { ...body, RequestId: randomUUID() } };
  answerJson(response, 200, answer, traceId === undefined ? {} : { 'X-TC-TraceId': traceId });
}
