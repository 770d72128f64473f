import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGuardedServer, pathOf } from '../../guard';
import { type Listening, listen } from '../../listen';
import { BodyTooLarge, readBody } from '../../readBody';
import { InvalidMisbehaviour } from './InvalidMisbehaviour';
import type { Misbehaving } from './Misbehaving';

const HOST = '127.0.0.1';
const PATH = '/misbehaviour';
const MAX_BODY_BYTES = 256 * 1024;

/** A request that the control refuses. */
class ControlRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Route = (body: () => Promise<unknown>) => Promise<unknown>;

/**
 * Serves the control of a server over HTTP, to programs on this machine only.
 *
 * @param port 0 picks a free one.
 * @returns with the URL where the misbehaviour is read and changed.
 */
export async function startControlServer(port: number, misbehaving: Misbehaving): Promise<Listening> {
  const routes: Record<string, Route> = {
    [`GET ${PATH}`]: async () => misbehaving.current,
    [`PUT ${PATH}`]: async (body) => misbehaving.replace(await body()),
    [`PATCH ${PATH}`]: async (body) => misbehaving.change(await body()),
    [`DELETE ${PATH}`]: async () => misbehaving.reset(),
    [`POST ${PATH}/revoke-used-keys`]: async () => misbehaving.revokeUsedKeys(),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const route = routes[`${request.method} ${pathOf(request)}`];
      if (!route) throw unknownRoute(request, Object.keys(routes));
      send(response, 200, await route(() => readJson(request)));
    } catch (error) {
      const status =
        error instanceof ControlRefusal ? error.status : error instanceof InvalidMisbehaviour ? 400 : 500;
      const message = error instanceof Error ? error.message : String(error);
      send(response, status, {
        ...(error instanceof InvalidMisbehaviour && { field: error.field }),
        message,
      });
    }
    request.resume();
  };
  const server = createGuardedServer((request, response) => {
    void answer(request, response);
  });
  const listening = await listen(server, port, HOST);
  return { ...listening, url: `${listening.url}${PATH}` };
}

function unknownRoute({ method, url }: IncomingMessage, known: readonly string[]): ControlRefusal {
  return new ControlRefusal(404, `The control has no ${method} ${url}. It has ${known.join(', ')}.`);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  // A form of a web page can't send this type.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ControlRefusal(415, `The Content-Type is "${type}"; it must be application/json.`);
  }
  const body = await readBody(request, MAX_BODY_BYTES).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? new ControlRefusal(413, error.message) : error;
  });
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new InvalidMisbehaviour(
      '',
      `the body is no JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(`${JSON.stringify(body, null, 2)}\n`);
}
