import { createInterface, type Interface } from 'node:readline';
import type { Checked } from '../values/checkValue';
import { type Colours, coloursFor } from './Colours';

/** Somebody pressed Ctrl+C, or closed the terminal. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface Question {
  readonly text: string;
  /** What Enter stands for. */
  readonly enter?: string;
  check(answer: string): Checked;
}

/** Asks a person at a terminal. Every question rejects with `Stopped` on Ctrl+C. */
export class Questions {
  private readonly lines: Interface;
  private readonly colours: Colours;
  /** Lines that came before their question: several were pasted at once. */
  private readonly early: string[] = [];
  private waiting: { resolve(line: string): void; reject(stopped: Stopped): void } | undefined;
  private stopped = false;

  constructor(
    input: NodeJS.ReadableStream,
    private readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean },
  ) {
    this.colours = coloursFor(output);
    this.lines = createInterface({ input, output, terminal: true });
    this.lines.on('line', (line) => {
      if (this.waiting) this.waiting.resolve(line);
      else this.early.push(line);
      this.waiting = undefined;
    });
    for (const event of ['SIGINT', 'close']) this.lines.once(event, () => this.stop());
  }

  /** The first answer that can be right, or the second time one that hardly is; asks again, with the reason, until there is one. */
  async ask({ text, enter, check }: Question): Promise<string> {
    const { bold, dim, red, yellow } = this.colours;
    const prompt = `${bold(text)}${enter === undefined ? '' : dim(` [${enter}]`)} `;
    let doubtful: string | undefined;
    for (;;) {
      const typed = (await this.answer(prompt)).trim();
      const answer = typed === '' && enter !== undefined ? enter : typed;
      const checked = check(answer);
      if (checked.kind === 'right' || (checked.kind === 'doubtful' && answer === doubtful)) return answer;
      if (checked.kind === 'wrong') this.say(red(checked.why));
      else this.say(yellow(`${checked.why} If it is right as it was, give it once more.`));
      doubtful = answer;
    }
  }

  /** Before something is done: only what is typed now counts. */
  async confirmNow(text: string): Promise<boolean> {
    this.early.length = 0;
    return this.confirm(text);
  }

  async confirm(text: string, enter: 'yes' | 'no' = 'yes'): Promise<boolean> {
    const known = /^(y|yes|n|no|是|否)$/i;
    const answer = await this.ask({
      text,
      enter,
      check: (given) => (known.test(given) ? { kind: 'right' } : { kind: 'wrong', why: 'Yes or no?' }),
    });
    return /^(y|是)/i.test(answer);
  }

  say(text: string): void {
    this.output.write(`${text}\n`);
  }

  close(): void {
    this.lines.close();
  }

  private answer(prompt: string): Promise<string> {
    const early = this.early.shift();
    if (early !== undefined) {
      this.say(prompt + early);
      return Promise.resolve(early);
    }
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      if (this.stopped) return this.stop();
      this.lines.setPrompt(prompt);
      this.lines.prompt();
    });
  }

  private stop(): void {
    this.stopped = true;
    this.waiting?.reject(new Stopped('Stopped.'));
  }
}
