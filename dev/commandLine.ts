import { parseArgs } from 'node:util';
import leven from 'leven';
import { messageOf } from './messageOf';

/** Thrown for how a command was called. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

/**
 * What an option is: text that has to be given, text that may be, a word that stands alone; `word`, one that stands alone, then
 * it is '', or with a text; or `place`, text without a name
 * before it that has to be given, in the order of the kinds.
 */
type OptionKind = 'needed' | 'optional' | 'flag' | 'word' | 'place';

type Kinds = Readonly<Record<string, OptionKind>>;

type Values<Given extends Kinds> = {
  readonly [Name in keyof Given]: {
    needed: string;
    place: string;
    optional: string | undefined;
    word: string | undefined;
    flag: boolean;
  }[Given[Name]];
};

/** The options of a command, by their names. Throws `Misuse` for what is missing or not known. */
export function readOptions<const Given extends Kinds>(
  kinds: Given,
  args: readonly string[] = process.argv.slice(2),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Values<Given> {
  const entries = Object.entries(kinds);
  const places = entries.filter(([, kind]) => kind === 'place').map(([name]) => name);
  const { values, positionals } = parse(kinds, args);
  refuseKeptByNpm(
    entries.flatMap(([name, kind]) => (kind === 'place' || values[name] !== undefined ? [] : [name])),
    environment,
  );
  const [unknown] = positionals.slice(places.length);
  if (unknown !== undefined) throw new Misuse(`${unknown} is not expected.`);
  const lacking = places.slice(positionals.length).map((name) => name.toUpperCase());
  if (lacking.length > 0) throw new Misuse(`${lacking.join(', ')} missing.`);
  // An empty text is that of a variable which is not set.
  const missing = entries.filter(
    ([name, kind]) => (kind === 'needed' && !values[name]) || (kind === 'optional' && values[name] === ''),
  );
  if (missing.length > 0) throw new Misuse(`${missing.map(([name]) => `--${name}`).join(', ')} missing.`);
  const flags = entries.filter(([, kind]) => kind === 'flag').map(([name]) => [name, values[name] === true]);
  const given = places.map((name, index) => [name, positionals[index]]);
  return { ...values, ...Object.fromEntries([...flags, ...given]) };
}

function parse(kinds: Kinds, args: readonly string[]) {
  const named = Object.entries(kinds).filter(([, kind]) => kind !== 'place');
  try {
    return parseArgs({
      args: args.map((arg, at) =>
        kinds[arg.replace(/^--/, '')] === 'word' && /^(-|$)/.test(args[at + 1] ?? '') ? `${arg}=` : arg,
      ),
      options: Object.fromEntries(
        named.map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' } as const]),
      ),
      allowPositionals: true,
    });
  } catch (error) {
    const message = messageOf(error);
    const [, unknown] = /Unknown option '(-[^']*)'/.exec(message) ?? [];
    if (unknown === undefined) throw new Misuse(message);
    const meant = named.map(([name]) => `--${name}`).find((option) => leven(option, unknown) <= 2);
    throw new Misuse(`There is no option ${unknown}.${meant === undefined ? '' : ` Is it ${meant}?`}`);
  }
}

/** npm has settings of these names itself, which somebody may have set for good. */
const ofNpm = ['key', 'only'];

/** What stands before `--` npm takes for a setting of its own, and says so in a warning at most: a dry run would write. */
function refuseKeptByNpm(
  absent: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const kept = absent.find(
    (name) => !ofNpm.includes(name) && environment[`npm_config_${name.replaceAll('-', '_')}`],
  );
  if (kept === undefined) return;
  throw new Misuse(`npm has kept --${kept} for itself: options come after "--", as in -- --${kept}.`);
}

/** The port that an option gives; 0 stands for any free one. Throws `Misuse` with the option's name. */
export function portNumber(option: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Misuse(`--${option} ${text} is no port. Give a number from 0 (any free port) to 65535.`);
}

/** The origin that an option gives: `https://cos.example.com:8443`. Throws `Misuse` with the option's name. */
export function origin(option: string, text: string): string {
  if (/^https?:\/\/[^/]+$/.test(text) && URL.canParse(text)) return text;
  throw new Misuse(`--${option} ${text} is no origin. Give one as https://cos.example.com.`);
}

/** Whether somebody only wants to know how a command is called. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === '--help' || arg === '-h');
}

/**
 * Runs a command; with `--help` only says how it is called. One that can't do what it should says why, and ends with status 1.
 *
 * @param usage how it is called, with its options: `npm run cos -- --port N`, and what each is.
 */
export function runCommand(usage: string, run: () => Promise<void>, args = process.argv.slice(2)): void {
  // Not by the console, which some commands keep still.
  if (asksForHelp(args)) process.stdout.write(`Usage: ${usage}\n`);
  else run().catch((error: unknown) => fail(usage, error));
}

/** What a command runs until it is stopped. */
export interface Running {
  /** What is said when it serves. */
  ready: string;
  close(): Promise<void>;
}

/** The same for one that runs until Ctrl+C or SIGTERM. */
export function runServer(usage: string, start: () => Promise<Running>): void {
  runCommand(usage, async () => {
    const { ready, close } = await start();
    console.log(ready);
    const stop = (): void => {
      close().then(
        () => process.exit(),
        (error: unknown) => fail(usage, error),
      );
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

function fail(usage: string, error: unknown): never {
  const [command] = /^.*?(?= -- |\n|$)/.exec(usage) ?? [''];
  const how = error instanceof Misuse ? `\n\nHow it is called: ${command} -- --help` : '';
  process.stderr.write(`${command}: ${messageOf(error)}${how}\n`);
  // Something may be running still.
  process.exit(1);
}
