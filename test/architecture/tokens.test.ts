import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** cos/styles/tokens.wxss is the one file with colours, they can be read, and whoever copies it changes one place. */

const root = join(__dirname, '../../miniprogram');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) => !name.includes('miniprogram_npm'),
);

const TOKENS = 'cos/styles/tokens.wxss';
const COPY = 'pages/home/tokens.wxss';

/** Colours of JSON and of what WeChat draws, which know no variables: below they are compared with the tokens. */
const elsewhere = ['cos/components/askToDelete.ts'];

const COLOUR = /#(?:[\da-f]{3,4}){1,2}\b|\b(?:rgb|hsl)a?\(/gi;

/** `--cos-brand` → `#07c160`, as a page has it. */
function tokensOf(scheme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = read(TOKENS).split(/@media \(prefers-color-scheme: dark\)|\.cos-dark/);
  const found = new Map<string, string>();
  for (const part of scheme === 'light' ? [light] : [light, dark])
    for (const [, name = '', given, value = ''] of part.matchAll(
      /--cos-([a-z-]+): var\(--cos-given-([a-z-]+), (.+)\);/g,
    )) {
      expect(given).toBe(name);
      found.set(name, value);
    }
  return found;
}

describe('one file', () => {
  test('no style or template has a colour of its own', () => {
    const own = files
      .filter((name) => /\.(wxss|wxml|ts)$/.test(name) && ![TOKENS, COPY, ...elsewhere].includes(name))
      .flatMap((name) => {
        const text = read(name).replace(/\/\*[\s\S]*?\*\/|url\("data:[^"]*"\)|\/\/.*/g, '');
        return (text.match(COLOUR) ?? []).map((colour) => `${name}: ${colour}`);
      });
    // Take one of the tokens, or add one there, with its value in the dark.
    expect(own).toEqual([]);
  });

  test('sizes are px: rpx grow with the screen, to 44 px that are 37 on a small phone and 90 on a tablet', () => {
    expect(files.filter((name) => /\.(wxss|wxml)$/.test(name) && /\drpx\b/.test(read(name)))).toEqual([]);
  });

  test('what iPhones of iOS 14 do not know is not used: the gap of flex, words that break anywhere', () => {
    const newer = files
      .filter((name) => name.endsWith('.wxss'))
      .flatMap((name) => read(name).match(/{[^{}]*}/g) ?? [])
      .filter((rule) => /\banywhere;/.test(rule) || (/\bflex;/.test(rule) && /[\s;]gap:/.test(rule)));
    // A margin, and `word-break: break-word`.
    expect(newer).toEqual([]);
  });

  test('whatever moves takes as long as they say, and no time for who asked for no motion', () => {
    const own = files
      .filter((name) => name.endsWith('.wxss') && ![TOKENS, COPY].includes(name))
      .flatMap((name) =>
        (read(name).match(/(?:transition|animation)(?:-\w+)?:[^;]*\d+m?s\b[^;]*;/g) ?? []).map(
          (rule) => `${name}: ${rule}`,
        ),
      );
    expect(own).toEqual([]);
  });

  test('the first page has a copy: npm install makes it', () => {
    expect(read(COPY)).toBe(read(TOKENS));
  });

  test('each of them can be given from outside', () => {
    const given = [...read('cos/styles/theme.wxss').matchAll(/--cos-given-([a-z-]+): var\(--cos-\1\);/g)];
    expect(given.map(([, name]) => name)).toEqual([...tokensOf('light').keys()]);
  });

  test('what WeChat draws around the pages has the same colours', () => {
    const theme = JSON.parse(read('theme.json'));
    for (const scheme of ['light', 'dark'] as const) {
      const page = tokensOf(scheme).get('page')?.toUpperCase();
      expect(theme[scheme]).toMatchObject({ navigationBackground: page, background: page });
    }
    expect(read('cos/components/askToDelete.ts').toLowerCase()).toContain(
      `'${tokensOf('light').get('danger')}'`,
    );
  });

  test('a picture that fills the screen has all of those of the dark around it', () => {
    const [, dark = '', stage = ''] = read(TOKENS).split(/@media \(prefers-color-scheme: dark\)|\.cos-dark/);
    const values = (text: string) => text.match(/--cos-.*;/g);
    expect(values(stage)).toEqual(values(dark));
  });

  test('each page stands on them', () => {
    for (const page of files.filter((name) => /^cos\/pages\/(\w+)\/\1\.wxml$/.test(name)))
      expect(`${page}: ${read(page).split('\n')[0]}`).toMatch(
        /: <view class="cos-theme( cos-dark)? page( narrow)?" style="{{textScale}}">$/,
      );
  });
});

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function parse(text: string): Colour {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
  if (hex) return [...hex.slice(1).map((digits) => Number.parseInt(digits, 16)), 1] as unknown as Colour;
  const parts = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(text);
  if (!parts) throw new Error(`${text} is no colour that can be reckoned with: #rrggbb or rgba(r, g, b, a).`);
  return parts.slice(1).map(Number) as unknown as Colour;
}

/** The colour that is seen where these lie above each other, the lowest first. */
const seen = (layers: readonly Colour[]): Colour =>
  layers.reduce((below, [red, green, blue, alpha]) => {
    const mix = (over: number, at: 0 | 1 | 2) => over * alpha + below[at] * (1 - alpha);
    return [mix(red, 0), mix(green, 1), mix(blue, 2), 1];
  });

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  const tokens = tokensOf(scheme);
  const colour = (name: string) => parse(tokens.get(name) ?? name);

  test.each([
    ['text', 'page'],
    ['text', 'card'],
    ['text', 'page', 'placeholder'],
    ['text', 'card', 'placeholder'],
    ['quiet', 'page'],
    ['quiet', 'card'],
    ['quiet', 'card', 'pressed'],
    ['link', 'page'],
    ['link', 'card'],
    ['danger-text', 'page'],
    ['danger-text', 'card'],
    ['on-danger', 'danger'],
    ['on-picture', 'film'],
    // Whatever the picture.
    ['on-picture', '#ffffff', 'veil'],
  ])('%s can be read on %s %s', (name, ...grounds: (string | undefined)[]) => {
    const ground = seen(grounds.filter((each) => each !== undefined).map(colour));
    expect(contrast(seen([ground, colour(name)]), ground)).toBeGreaterThanOrEqual(4.5);
  });

  test('on-brand can be read on brand', () => {
    const brand = colour('brand');
    const [best] = ['#000000', '#ffffff'].sort(
      (a, b) => contrast(brand, parse(b)) - contrast(brand, parse(a)),
    );
    const chosen = tokens.get('on-brand') ?? '';
    const enough = contrast(brand, colour('on-brand')) >= 4.5;
    expect(enough ? 'on-brand can be read' : `on-brand ${chosen} can't be read: ${best} can`).toBe(
      'on-brand can be read',
    );
  });
});
