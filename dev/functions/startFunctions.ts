import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { custom, optional } from 'valibot';
import { answerJson } from '../http/answers';
import { createGuardedServer, pathOf } from '../http/guard';
import { isCode, type LocalNetwork } from '../http/LocalNetwork';
import { listen } from '../http/listen';
import { BodyTooLarge } from '../http/readBody';
import { readJsonBody } from '../http/readJsonBody';
import { BadInput } from '../input/BadInput';
import { checkJson } from '../input/checkJson';
import { messageOf } from '../messageOf';
import { CloudFunctionError } from './CloudFunctionError';
import { callerOf } from './callerOf';
import { InstancePool } from './InstancePool';

export interface FunctionsOptions {
  /** 0 picks a free port. */
  port: number;
  /** Default 127.0.0.1: whoever reaches the port can be any user. */
  host?: string;
  /** Also answers there, for whoever puts the code before the name: `POST /<code>/<name>`. */
  network?: LocalNetwork;
  /** The folder with a folder for each built function. */
  root: string;
  /** Settings of the functions: the environment variables that WeChat's console sets. */
  environment: Record<string, string>;
  /** AppID of the Mini Program. */
  appId: string;
  /** The caller unless another is named. */
  openId: string;
  /** For one call. WeChat: 3 s unless the console says otherwise, 60 s at most. Default 10. */
  timeLimitSeconds?: number;
  /** After which the process of a function that nobody calls is ended. Default 60. */
  idleSeconds?: number;
  /** Gets what functions print, by line. Default: to this program's stderr. */
  onLine?: (name: string, line: string) => void;
}

export interface Functions {
  url: string;
  port: number;
  /** Rejects with a CloudFunctionError, whose message is what WeChat would say. */
  call(name: string, data: unknown, openId?: string): Promise<unknown>;
  /** How often a function was called so far. */
  invocations(name: string): number;
  /** Calls that are under way fail. */
  close(): Promise<void>;
}

/** WeChat cloud, quotas: what a call carries. */
const DATA_BYTES = 5 * 1024 * 1024;

/** What a call carries: any object, and none is an empty one. */
const eventSchema = optional(
  custom<{ code?: unknown }>((given) => typeof given === 'object' && given !== null, 'an object'),
  {},
);

/**
 * Runs built cloud functions as WeChat's cloud does, with `POST /<name>` in place of `wx.cloud.callFunction`. Rejects
 * when the port is taken.
 */
export async function startFunctions(options: FunctionsOptions): Promise<Functions> {
  const {
    port,
    host = '127.0.0.1',
    network,
    timeLimitSeconds = 10,
    idleSeconds = 60,
    onLine = print,
  } = options;
  const pools = new Map<string, InstancePool>();
  const calls = new Map<string, number>();

  const poolOf = (name: string): InstancePool => {
    // WeChat's rule for names; this one keeps a name from being a path as well.
    if (!/^[A-Za-z][\w-]{0,59}$/.test(name)) throw CloudFunctionError.notFound();
    let pool = pools.get(name);
    if (!pool) {
      const instance = {
        folder: join(options.root, name),
        environment: options.environment,
        onLine: (line: string) => onLine(name, line),
      };
      pool = new InstancePool(instance, idleSeconds * 1000);
      pools.set(name, pool);
    }
    return pool;
  };

  const call: Functions['call'] = async (name, data, openId = options.openId) => {
    const pool = poolOf(name);
    calls.set(name, (calls.get(name) ?? 0) + 1);
    return pool.call({
      // WeChat adds who calls to what the call carries.
      event: { ...(data as object | undefined), userInfo: { appId: options.appId, openId } },
      identity: { WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID', WX_OPENID: openId, WX_APPID: options.appId },
      context: {
        request_id: randomUUID(),
        function_name: name,
        time_limit_in_ms: timeLimitSeconds * 1000,
      },
    });
  };

  /** What stands before the name. */
  const knowsCode = (request: IncomingMessage): boolean =>
    network !== undefined && isCode(/^\/([^/]+)\//.exec(pathOf(request))?.[1], network);
  const server = createGuardedServer(
    (request, response) => {
      answer(request).then(
        (result) => answerJson(response, 200, result),
        (error: unknown) => {
          const { status, message } = failureOf(error);
          answerJson(response, status, { errMsg: message });
        },
      );
    },
    undefined,
    knowsCode,
  );
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    if (request.method !== 'POST') {
      throw new BadInput('The method', `is ${request.method}; it must be POST`, 405);
    }
    const event = checkJson(eventSchema, await readJsonBody(request, DATA_BYTES));
    const path = pathOf(request);
    const name = knowsCode(request) ? path.replace(/^\/[^/]+\//, '') : path.slice(1);
    return call(name, event, callerOf(event.code) ?? options.openId);
  };
  const listening = await listen(server, port, host, network?.address);
  return {
    ...listening,
    call,
    invocations: (name) => calls.get(name) ?? 0,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      await listening.close();
    },
  };
}

function print(name: string, line: string): void {
  process.stderr.write(`[${name}] ${line}\n`);
}

/** How the endpoint answers a call that failed. */
function failureOf(error: unknown): { status: number; message: string } {
  if (error instanceof BodyTooLarge) return failureOf(CloudFunctionError.tooLarge(error.bytes, error.limit));
  const status = error instanceof BadInput ? error.status : 500;
  return { status, message: messageOf(error) };
}
