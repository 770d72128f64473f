import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { type Listening, listen } from '../http/listen';
import { bucketFrom } from './address/Bucket';
import { CosError } from './errors/CosError';
import { FaultSwitches } from './faults/FaultSwitches';
import { startFaultServer } from './faults/startFaultServer';
import { newRequestId } from './http/CosRequest';
import { type CorsRule, permissiveCors } from './http/cors';
import { errorReply } from './http/errorReply';
import { RequestLog, type RequestLogEntry } from './log/RequestLog';
import type { Service } from './operations/Service';
import { type Policy, parsePolicy } from './policy/Policy';
import { RequestHandler } from './RequestHandler';
import { Credentials } from './signature/Credentials';
import type { ObjectSummary } from './storage/ObjectSummary';
import { openStorage } from './storage/Storage';
import { writeXml } from './xml/writeXml';

export interface CosServerOptions {
  /** 0 picks a free one. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Another address of this computer at which it answers too. Its files are still only for who can sign. */
  alsoAt?: string;
  /** Where the files are kept; made when it is not there. One server at a time. */
  dataDir: string;
  /** With its APPID: `examplebucket-1250000000`. */
  bucket: string;
  /** `ap-guangzhou` */
  region: string;
  /** The permanent credential of the account, which may do everything. */
  secretId: string;
  secretKey: string;
  /**
   * What the permanent credential may do, as a CAM policy: that of a sub-account. Default: everything. A temporary one never may
   * more.
   */
  ownerPolicy?: unknown;
  /** Answer as for a bucket made since 2024-01-01: no path-style, downloads as attachments. Default false. */
  createdSince2024?: boolean;
  /** Default: a page of any origin may send requests. What it may do its signature decides, as for everybody. */
  cors?: readonly CorsRule[];
  /** Where the API of the faults listens on 127.0.0.1; 0 picks a free one. Default: there is no such API. */
  faultsPort?: number;
  /** The server's clock, ms. Default `Date.now`. */
  clock?: () => number;
}

export interface CosServer {
  /** `http://127.0.0.1:7301` */
  url: string;
  port: number;
  /** Makes requests fail, crawl or be refused. */
  faults: FaultSwitches;
  /** `http://127.0.0.1:7303/faults`, undefined without that API. */
  faultsUrl: string | undefined;
  /** The latest requests, oldest first. */
  requests(): RequestLogEntry[];
  /** Calls the listener for each answered request; returns a function that ends it. */
  onRequest(listener: (entry: RequestLogEntry) => void): () => void;
  /** All objects in the order of their keys. */
  objects(): Promise<ObjectSummary[]>;
  /** From now on this credential is answered `InvalidAccessKeyId`, until the faults are reset. */
  revoke(secretId: string): void;
  /** Ends open connections. The files stay. */
  close(): Promise<void>;
}

/** A connection on which nothing moves for so long is ended, ms. */
const IDLE_MS = 120_000;

/** Longer than clients keep theirs: otherwise one may send a request into a connection that is being closed. */
const KEEP_ALIVE_MS = 65_000;

/** Starts a COS-compatible server. Rejects when the folder is in use, the port is taken or an option is wrong. */
export async function startCosServer(options: CosServerOptions): Promise<CosServer> {
  const { secretId, secretKey, dataDir, host = '127.0.0.1', clock = Date.now } = options;
  if (secretId === '' || secretKey === '') {
    throw new Error("Can't start the COS server: secretId and secretKey must not be empty.");
  }
  const ownerPolicy = options.ownerPolicy === undefined ? undefined : ownerPolicyFrom(options.ownerPolicy);
  const bucket = bucketFrom(options.bucket, options.region);
  const storage = await openStorage(dataDir, bucket.name);
  const faults = new FaultSwitches();
  const now = (): number => clock() + faults.current.clockOffsetSeconds * 1000;
  const service: Service = {
    bucket,
    storage,
    credentials: new Credentials({ secretId, secretKey }, faults),
    denies: (action) => faults.denies(action),
    ...(ownerPolicy && { ownerPolicy }),
    createdSince2024: options.createdSince2024 ?? false,
    now,
  };
  const log = new RequestLog();
  const handler = new RequestHandler(service, faults, options.cors ?? permissiveCors, log);
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS }, (message, response) => {
    void handler.handle(message, response);
  });
  server.timeout = IDLE_MS;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(malformedRequestAnswer(error, now()));
  });

  const running: Listening[] = [];
  const started = async (one: Promise<Listening>): Promise<Listening> => {
    running.push(await one);
    return one;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((one) => one.close()));
    await handler.idle();
    await storage.close();
  };
  let stopping: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stopping ??= stop();
    return stopping;
  };
  try {
    const { url, port } = await started(listen(server, options.port, host, options.alsoAt));
    const { faultsPort } = options;
    const faultServer =
      faultsPort === undefined ? undefined : await started(startFaultServer(faultsPort, faults));
    return {
      url,
      port,
      faults,
      faultsUrl: faultServer?.url,
      requests: () => log.entries(),
      onRequest: (listener) => log.subscribe(listener),
      objects: async () =>
        storage.objects.index.all().map(({ key, size, etag, lastModified, headers }) => {
          return { key, size, etag, lastModified, contentType: headers['content-type'] ?? '' };
        }),
      revoke: (revoked) => {
        faults.change({ revokedKeys: [...faults.current.revokedKeys, revoked] });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What is no HTTP never becomes a request; headers above Node's limit of 16 KiB neither. */
function malformedRequestAnswer(error: NodeJS.ErrnoException, now: number): string {
  const id = newRequestId(now);
  const { status, body } = errorReply(new CosError('BadRequest', { reason: error.message }), id, '/');
  const xml = body?.kind === 'xml' ? writeXml(body.root) : '';
  return [
    `HTTP/1.1 ${status} Bad Request`,
    'Server: tencent-cos',
    `Date: ${new Date(now).toUTCString()}`,
    `x-cos-request-id: ${id}`,
    'Content-Type: application/xml',
    `Content-Length: ${Buffer.byteLength(xml)}`,
    'Connection: close',
    '',
    xml,
  ].join('\r\n');
}

/** One that says nothing would refuse every request, and nobody would know why. */
function ownerPolicyFrom(given: unknown): Policy {
  const policy = parsePolicy(given);
  if (policy.statements.length > 0) return policy;
  throw new Error(
    `Can't start the COS server: ownerPolicy is no CAM policy. It needs a list "statement" whose entries have an "effect" of "allow" or "deny".`,
  );
}
