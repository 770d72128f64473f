import type { IncomingMessage } from 'node:http';
import { answerError, answerJson } from '../../http/answers';
import { createGuardedServer, pathOf } from '../../http/guard';
import { type Listening, listen } from '../../http/listen';
import { readJsonBody } from '../../http/readJsonBody';
import { BadInput } from '../../input/BadInput';
import type { FaultSwitches } from './FaultSwitches';
import type { Faults, FaultsChange } from './Faults';

const HOST = '127.0.0.1';
const PATH = '/faults';
const MAX_BODY_BYTES = 256 * 1024;

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
  const answer = async (request: IncomingMessage): Promise<Faults> => {
    const asked = `${request.method} ${pathOf(request)}`;
    const route = routes[asked];
    if (!route) {
      throw new BadInput(
        'The request',
        `is ${asked}; it must be one of ${Object.keys(routes).join(', ')}`,
        404,
      );
    }
    return route(() => readJsonBody(request, MAX_BODY_BYTES) as Promise<FaultsChange>);
  };
  const server = createGuardedServer((request, response) => {
    answer(request).then(
      (current) => answerJson(response, 200, current),
      (error: unknown) => answerError(response, error),
    );
  });
  const listening = await listen(server, port, HOST);
  return { ...listening, url: `${listening.url}${PATH}` };
}
