import type { Entry, Saying } from './Entry';
import { entries } from './entries';
import { sections } from './sections';
import { sources } from './sources';
import { type Words, words } from './words';

export type Language = 'en' | 'zh';

interface Text {
  readonly cause: string;
  readonly advice: string;
}

/** The texts of the Mini Program, by code. */
export type Texts = Readonly<
  Record<string, Text | ((params: Readonly<Record<string, string | number>>) => Text)>
>;

/** The page as Markdown. Throws when the Mini Program has a code that is not known here, or the other way round. */
export function errorsPage(language: Language, texts: Texts): string {
  const said = words[language];
  const codes = Object.keys(entries);
  const others = Object.keys(texts).filter((code) => !codes.includes(code));
  if (others.length > 0) throw new Error(`dev/docs/errors/entries.ts lacks ${others.join(', ')}.`);
  const parts = codes.flatMap((code) => {
    const heading = sections[code];
    const entry: Entry = entries[code as keyof typeof entries];
    return [...(heading ? [`## ${heading[language]}`] : []), ...partOf(code, entry, texts, said, language)];
  });
  return `${[`# ${said.title}`, said.other, said.intro, ...parts].join('\n\n')}\n`;
}

function partOf(code: string, entry: Entry, texts: Texts, said: Words, language: Language): string[] {
  const text = texts[code];
  if (!text) throw new Error(`The Mini Program has no text for ${code}.`);
  const textOf = typeof text === 'function' ? text : () => text;
  const { params = [] } = entry;
  const [only, another] = params;
  const { cause, advice } = textOf(only && !another ? only : {});
  const variants = (another ? params : []).map((known) => textOf(known));
  const rows = [
    ...entry.said.map((saying) => [messageOf(saying), speakerOf(saying, said), sourceOf(saying, language)]),
    ...(entry.own === undefined
      ? []
      : [[`*${said.self}*`, said.app, `[\`${entry.own}\`](../miniprogram/cos/${entry.own})`]]),
  ];
  return [
    `### \`${code}\``,
    `**${said.cause}:** ${cause}\n**${said.wayOut}:** ${advice}`.replace('\n', '  \n'),
    ...(variants.length > 0
      ? [said.known, variants.map((variant) => `- ${variant.cause} *${variant.advice}*`).join('\n')]
      : []),
    [[said.said, said.by, said.source], ['---', '---', '---'], ...rows]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
  ];
}

function messageOf(saying: Saying): string {
  const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
  if ('errMsg' in saying)
    return saying.errno === undefined ? code(saying.errMsg) : `${code(saying.errMsg)}, errno ${saying.errno}`;
  const { status, message } = saying;
  return `${status} ${code(saying.code)}${message === undefined ? '' : ` ${code(message)}`}`;
}

function speakerOf(saying: Saying, { wechat, app }: Words): string {
  if (saying.source === 'ownWords') return app;
  if (!('errMsg' in saying)) return 'COS';
  return saying.on === undefined ? wechat : `${wechat}, ${saying.on}`;
}

function sourceOf({ source }: Saying, language: Language): string {
  const { url, [language]: name } = sources[source];
  return `[${name}](${url})`;
}
