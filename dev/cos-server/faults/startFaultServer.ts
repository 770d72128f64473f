import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGuardedServer, pathOf } from '../../guard';
import { type Listening, listen } from '../../listen';
import { BodyTooLarge, readBody } from '../../readBody';
import type { FaultSwitches } from './FaultSwitches';
import type { Faults, FaultsChange } from './Faults';
import { InvalidFaults } from './InvalidFaults';

const HOST = '127.0.0.1';
const PATH = '/faults';
const MAX_BODY_BYTES = 256 * 1024;

/** A request that the API refuses. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What comes as a body is checked by the switches. */
type Route = (body: () => Promise<FaultsChange>) => Promise<Faults>;

/**
 * Serves the faults of a server over HTTP, to programs on this machine only.
 *
 * @param port 0 picks a free one.
 * @returns with the URL where the faults are read and changed.
 */
export async function startFaultServer(port: number, faults: FaultSwitches): Promise<Listening> {
  const routes: Record<string, Route> = {
    [`GET ${PATH}`]: async () => faults.current,
    [`PUT ${PATH}`]: async (body) => faults.replace(await body()),
    [`PATCH ${PATH}`]: async (body) => faults.change(await body()),
    [`DELETE ${PATH}`]: async () => faults.reset(),
    [`POST ${PATH}/revoke-used-keys`]: async () => faults.revokeUsedKeys(),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const route = routes[`${request.method} ${pathOf(request)}`];
      if (!route) throw unknownRoute(request, Object.keys(routes));
      send(response, 200, await route(() => readJson(request)));
    } catch (error) {
      const status = error instanceof Refusal ? error.status : error instanceof InvalidFaults ? 400 : 500;
      const message = error instanceof Error ? error.message : String(error);
      send(response, status, {
        ...(error instanceof InvalidFaults && { field: error.field }),
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

function unknownRoute({ method, url }: IncomingMessage, known: readonly string[]): Refusal {
  return new Refusal(404, `The API of the faults has no ${method} ${url}. It has ${known.join(', ')}.`);
}

async function readJson(request: IncomingMessage): Promise<FaultsChange> {
  const type = request.headers['content-type'] ?? '';
  // A form of a web page can't send this type.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new Refusal(415, `The Content-Type is "${type}"; it must be application/json.`);
  }
  const body = await readBody(request, MAX_BODY_BYTES).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? new Refusal(413, error.message) : error;
  });
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new InvalidFaults('', `the body is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(`${JSON.stringify(body, null, 2)}\n`);
}
