import { CosError } from '../errors/CosError';
import { errorCodes } from '../errors/errorCodes';
import type { CosRequest } from '../http/CosRequest';
import { errorReply } from '../http/errorReply';
import type { Reply } from '../http/Reply';
import type { FailureRule } from './Faults';

/** Runs a request, or lets it fail as a rule says. */
export async function failRequest(
  failure: FailureRule | undefined,
  request: CosRequest,
  run: () => Promise<Reply>,
): Promise<Reply> {
  switch (failure?.kind) {
    case undefined:
      return run();
    case 'status':
      request.trace.reason = `The server was told to fail with ${failure.status} ${failure.code}.`;
      return failureReply(failure, request);
    case 'cut-request':
      return cutRequest(failure.afterBytes, request, run);
    case 'cut-response': {
      const reply = await run();
      request.trace.reason = `The server was told to cut the connection after ${failure.afterBytes} bytes of the answer.`;
      return { ...reply, cutAfterBytes: failure.afterBytes };
    }
  }
}

function cutRequest(bytes: number, request: CosRequest, run: () => Promise<Reply>): Promise<Reply> {
  const reason = `the server was told to cut the connection after ${bytes} bytes of the request`;
  if (bytes === 0) {
    request.body.cutConnection();
    throw new CosError('IncompleteBody', { reason: `Nothing was done: ${reason}.` });
  }
  request.body.through(async function* (chunks) {
    let left = bytes;
    for await (const chunk of chunks) {
      yield chunk.subarray(0, left);
      left -= chunk.length;
      if (left > 0) continue;
      request.body.cutConnection();
      throw new Error(reason);
    }
  });
  return run();
}

function failureReply(failure: Extract<FailureRule, { kind: 'status' }>, request: CosRequest): Reply {
  const { status, code, message } = failure;
  const known = Object.entries(errorCodes).find(([name]) => name === code)?.[1].message;
  const refusal = {
    code,
    status,
    message: message ?? known ?? 'This server was told to fail.',
    headers: {},
    elements: [],
  };
  return errorReply(refusal, request.id, `/${request.address.key}`);
}
