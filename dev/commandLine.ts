import { parseArgs } from 'node:util';
import { messageOf } from './messageOf';

/**
 * What an option is: text that has to be given, text that may be, a word that stands alone; `word`, one that stands alone, then
 * it is '', or with a text; or `place`, text without a name
 * before it that has to be given, in the order of the kinds.
 */
type OptionKind = 'needed' | 'optional' | 'flag' | 'word' | 'place';

type Values<Kinds extends Readonly<Record<string, OptionKind>>> = {
  readonly [Name in keyof Kinds]: {
    needed: string;
    place: string;
    optional: string | undefined;
    word: string | undefined;
    flag: boolean;
  }[Kinds[Name]];
};

/** The options of a command, by their names. Throws what is missing or not known. */
export function readOptions<const Kinds extends Readonly<Record<string, OptionKind>>>(
  kinds: Kinds,
  args: readonly string[] = process.argv.slice(2),
): Values<Kinds> {
  const entries = Object.entries(kinds);
  const places = entries.filter(([, kind]) => kind === 'place').map(([name]) => name);
  const named = entries.filter(([, kind]) => kind !== 'place');
  const { values, positionals } = parseArgs({
    args: args.map((arg, at) =>
      kinds[arg.replace(/^--/, '')] === 'word' && /^(-|$)/.test(args[at + 1] ?? '') ? `${arg}=` : arg,
    ),
    options: Object.fromEntries(
      named.map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const]),
    ),
    allowPositionals: places.length > 0,
  });
  const lacking = places.slice(positionals.length).map((name) => name.toUpperCase());
  if (lacking.length > 0) throw new Error(`${lacking.join(', ')} missing.`);
  const [unknown] = positionals.slice(places.length);
  if (unknown !== undefined) throw new Error(`${unknown} is not expected.`);
  const missing = entries.filter(([name, kind]) => kind === 'needed' && !values[name]);
  if (missing.length > 0) throw new Error(`${missing.map(([name]) => `--${name}`).join(', ')} missing.`);
  const flags = entries.filter(([, kind]) => kind === 'flag').map(([name]) => [name, values[name] === true]);
  const given = places.map((name, index) => [name, positionals[index]]);
  return { ...values, ...Object.fromEntries([...flags, ...given]) };
}

/** The port that an option gives; 0 stands for any free one. Throws with the option's name. */
export function portNumber(option: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--${option} ${text} is no port. Give a number from 0 (any free port) to 65535.`);
}

/** The origin that an option gives: `https://cos.example.com:8443`. Throws with the option's name. */
export function origin(option: string, text: string): string {
  if (/^https?:\/\/[^/]+$/.test(text) && URL.canParse(text)) return text;
  throw new Error(`--${option} ${text} is no origin. Give one as https://cos.example.com.`);
}

/** What a command runs until it is stopped. */
export interface Running {
  /** What is said when it serves. */
  ready: string;
  close(): Promise<void>;
}

/**
 * Runs a command until Ctrl+C or SIGTERM. One that can't start, or can't end as it should, says why and ends with status 1.
 *
 * @param usage how it is called, with its options.
 */
export function runCommand(usage: string, start: () => Promise<Running>): void {
  const run = async (): Promise<void> => {
    const { ready, close } = await start();
    console.log(ready);
    const stop = (): void => {
      close().then(() => process.exit(), fail);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  };
  const fail = (error: unknown): void => {
    console.error(`${messageOf(error)}\n\nUsage: ${usage}`);
    process.exit(1);
  };
  run().catch(fail);
}
