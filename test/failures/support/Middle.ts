import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Listening, listen } from '../../../dev/http/listen';

/** A request on its way, which may be changed. */
export interface PassingRequest {
  method: string;
  /** With the query, as it is in the request line. */
  path: string;
  headers: IncomingHttpHeaders;
}

/** What stands between the phone and COS: passes everything on as it came, or as a test says. */
export class Middle {
  /** Changes what passes. */
  tamper: ((passing: PassingRequest) => void | Promise<void>) | undefined;
  /** Changes what comes back, its body too. */
  tamperAnswer: ((headers: IncomingHttpHeaders, body: Buffer) => void) | undefined;
  /** Answers in place of COS. */
  answer: ((response: ServerResponse, passing: PassingRequest) => void) | undefined;
  #server: Listening | undefined;

  reset(): void {
    Object.assign(this, { tamper: undefined, tamperAnswer: undefined, answer: undefined });
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  async start(target: string): Promise<void> {
    const server = createServer(async (incoming, response) => {
      const { method = '', url: path = '', headers } = incoming;
      const passing: PassingRequest = { method, path, headers: { ...headers } };
      // All of it first: a refusal that comes before would break off what is still being sent.
      const body = await buffer(incoming);
      await this.tamper?.(passing);
      if (this.answer) return this.answer(response, passing);
      const outgoing = request(new URL(target), passing, async (answer) => {
        const content = await buffer(answer);
        this.tamperAnswer?.(answer.headers, content);
        response.sendDate = false;
        response.writeHead(answer.statusCode ?? 0, answer.headers).end(content);
      });
      outgoing.on('error', () => response.destroy());
      outgoing.end(body);
    });
    this.#server = await listen(server, 0, '127.0.0.1');
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }
}
