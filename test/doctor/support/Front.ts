import { createServer, type IncomingMessage, request } from 'node:http';
import { type Listening, listen } from '../../../dev/http/listen';

export interface CannedAnswer {
  readonly status: number;
  readonly body: string | Buffer;
}

/** Stands before a server: passes everything on, but for what the test wants answered otherwise. */
export class Front {
  /** Asked for each request; undefined passes it on. */
  answer: (request: IncomingMessage) => CannedAnswer | undefined = () => undefined;
  private listening: Listening | undefined;

  /** @param port of the server behind; may be changed. */
  constructor(public port: number) {}

  async start(): Promise<this> {
    const server = createServer((incoming, response) => {
      const canned = this.answer(incoming);
      if (canned) {
        incoming.resume();
        response
          .writeHead(canned.status, { 'Content-Length': Buffer.byteLength(canned.body) })
          .end(canned.body);
        return;
      }
      const { method, url, headers } = incoming;
      const onward = request({ host: '127.0.0.1', port: this.port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      incoming.pipe(onward);
    });
    this.listening = await listen(server, 0, '127.0.0.1');
    return this;
  }

  get ownPort(): number {
    return this.listening?.port ?? 0;
  }

  async close(): Promise<void> {
    await this.listening?.close();
  }
}
