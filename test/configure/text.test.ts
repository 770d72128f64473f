import { editConfig } from '../../dev/configure/text/editConfig';
import type { CosConfig } from '../../dev/doctor/project/CosConfig';
import { shippedConfig as shipped } from '../doctor/support/shippedConfig';

/** What is written into config.ts, and what is left alone there. */

const local: CosConfig = {
  bucket: 'examplebucket-1250000000',
  region: 'ap-guangzhou',
  addressing: 'path-style',
  endpoint: 'http://127.0.0.1:7301',
  credentials: { url: 'http://127.0.0.1:7302/cos-credentials' },
};
const real: CosConfig = {
  bucket: 'photos-1234567890',
  region: 'ap-shanghai',
  addressing: 'virtual-hosted',
  credentials: { cloudFunction: 'cos-credentials', environment: 'prod-8gq2x' },
};

test('a bucket is written into the shipped file, and nothing else', () => {
  const lines = editConfig(shipped, real).split('\n');
  expect(lines.slice(12)).toEqual([
    'export const config: CosConfig = {',
    "  bucket: 'photos-1234567890',",
    "  region: 'ap-shanghai',",
    "  addressing: 'virtual-hosted',",
    "  credentials: { cloudFunction: 'cos-credentials', environment: 'prod-8gq2x' },",
    '};',
    '',
  ]);
  expect(lines.slice(0, 12)).toEqual(shipped.split('\n').slice(0, 12));
});

const layouts: Record<string, string> = {
  shipped,
  'with a byte order mark and lines of Windows': `\uFEFF${shipped.replaceAll('\n', '\r\n')}`,
  'double quotes and tabs': shipped.replaceAll("'", '"').replaceAll('  ', '\t'),
  'template literals without a value in them': shipped.replace(/'(examplebucket[^']*)'/, '`$1`'),
  'without commas at the end': shipped.replace(/,\n\};/, '\n};'),
  'the endpoint last, without a comma': `export const config = {
  bucket: 'examplebucket-1250000000',
  credentials: { url: 'http://127.0.0.1:7302/cos-credentials' }, // keys
  region: 'ap-guangzhou',
  addressing: 'path-style', // comes before the endpoint
  endpoint: 'http://127.0.0.1:7301'
};`,
  'in one line': `export const config = { bucket: 'examplebucket-1250000000', region: 'ap-guangzhou', addressing: 'path-style', endpoint: 'http://127.0.0.1:7301', credentials: { url: 'http://127.0.0.1:7302/cos-credentials' } };`,
  'keys over several lines, with comments': shipped.replace(
    /\{ url: ('.*?') \}/,
    '{\n    // who issues them\n    url: /* here */ $1, // and why\n  }',
  ),
  'comments beside the values': shipped.replace(
    /('path-style'|ap-guangzhou'),/g,
    '$1, // a comment, /* one */',
  ),
  'names in quotes, others beside them, and a type at the end': shipped
    .replace(/^ {2}(\w+):/gm, "  '$1':")
    .replace(
      '\n};',
      '\n  note: compute({ ...all }),\n} as const satisfies CosConfig;\nexport const other = 1;',
    ),
};

test.each(Object.entries(layouts))('to a bucket and back leaves the same bytes: %s', (_layout, text) => {
  const there = editConfig(text, real);
  expect(editConfig(there, real)).toBe(there);
  expect(there).not.toContain('127.0.0.1');
  expect(editConfig(there, local)).toBe(text);
  expect(editConfig(text, local)).toBe(text);
});

test('one changed value changes one line, and comments of what goes stay', () => {
  const written = `export const config = {
  // ours
  bucket: 'photos-1234567890', // since May
  region: 'ap-shanghai', /* near
  most people */
  addressing: 'virtual-hosted',
  /* for tests */ endpoint: /* the local one */ 'http://127.0.0.1:7301', // on this computer
  credentials: { cloudFunction: 'keys' /* ours */ },
};`;
  const moved = { ...real, region: 'ap-beijing', credentials: { cloudFunction: 'keys' } } as const;
  expect(editConfig(written, moved)).toBe(
    written
      .replace('ap-shanghai', 'ap-beijing')
      .replace(
        "/* for tests */ endpoint: /* the local one */ 'http://127.0.0.1:7301', //",
        '/* for tests */  /* the local one */  //',
      ),
  );
  const url = 'https://keys.example.com/it\'s?a="b"';
  expect(editConfig(written, { ...moved, credentials: { url } })).toContain(
    `credentials: { url: 'https://keys.example.com/it\\'s?a="b"' /* ours */ },`,
  );
});

test('what is undefined is missing already, and has its place', () => {
  const written = shipped.replace(/endpoint: '[^']*'/, 'endpoint: undefined');
  const there = editConfig(written, real);
  expect(there).toContain("addressing: 'virtual-hosted',\n  endpoint: undefined,\n  credentials: {");
  expect(editConfig(there, local)).toBe(shipped);
});

test('what is missing comes in its place', () => {
  const written = editConfig(
    "export const config = {\n  credentials: { cloudFunction: 'keys' }\n};\n",
    local,
  );
  expect(written).toBe(`export const config = {
  bucket: 'examplebucket-1250000000',
  region: 'ap-guangzhou',
  addressing: 'path-style',
  endpoint: 'http://127.0.0.1:7301',
  credentials: { url: 'http://127.0.0.1:7302/cos-credentials' }
};
`);
  expect(editConfig('export const config = {};', real)).toBe(
    "export const config = { bucket: 'photos-1234567890', region: 'ap-shanghai', addressing: 'virtual-hosted', credentials: { cloudFunction: 'cos-credentials', environment: 'prod-8gq2x' } };",
  );
});

const strange: [what: string, from: string, to: string, why: string][] = [
  ['a spread', "region: 'ap-guangzhou',", '...shared,', 'line 15: it takes in another object (...)'],
  ['the environment', "'examplebucket-1250000000'", 'process.env.BUCKET', 'line 14: bucket is computed'],
  ['a value in a template', "'ap-guangzhou'", '`ap-$' + '{city}`', 'line 15: region is computed'],
  ['a name from elsewhere', "addressing: 'path-style'", 'addressing', 'line 16: addressing is computed'],
  ['a choice', "'http://127.0.0.1:7301'", "dev ? 'a' : 'b'", 'line 17: endpoint is computed'],
  [
    'a function',
    "{ url: 'http://127.0.0.1:7302/cos-credentials' }",
    'keys()',
    'line 18: credentials is no object',
  ],
  ['keys computed inside', "'http://127.0.0.1:7302/cos-credentials'", 'keyUrl', 'line 18: url is computed'],
  [
    'a getter',
    "bucket: 'examplebucket-1250000000'",
    "get bucket() { return 'a'; }",
    'line 14: it has a method',
  ],
  ['a computed name', 'region:', "['reg' + 'ion']:", 'line 15: the name of a property is computed'],
  ['the same name twice', 'endpoint:', 'region:', 'line 17: region is there twice'],
  ['a function around it', '= {', '= frozen({', 'Unexpected token'],
  [
    'an object from elsewhere',
    'CosConfig = {',
    'CosConfig = shared; const c = {',
    'line 13: config is no object',
  ],
  ['another name', 'const config:', 'const settings:', 'line 1: there is no `export const config = {…}`'],
  ['a slip', "'ap-guangzhou',", "'ap-guangzhou", 'line 15: Unterminated string'],
];

test.each(strange)('%s is not understood, with its line', (_what, from, to, why) => {
  const code = shipped.lastIndexOf('export const');
  const changed = shipped.slice(code).replace(from, () => to);
  expect(changed).not.toBe(shipped.slice(code));
  expect(() => editConfig(shipped.slice(0, code) + changed, real)).toThrow(why);
});
