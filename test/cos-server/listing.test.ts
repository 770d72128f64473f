import { send } from './support/send';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';

let server: TestServer;
// In the order of their UTF-8 bytes, which is not that of UTF-16: U+FF5E comes before U+1F642.
const keys = ['a', 'a/', 'a/1', 'a/2/x', 'a/2/y', 'a/3', 'a0', 'b', 'b/1', '中', '～', '🙂'];

beforeAll(async () => {
  server = await startTestServer();
  for (const key of [...keys].reverse()) {
    await send(server, rootKey, { method: 'PUT', path: `/${key}`, body: key });
  }
});
afterAll(() => server.remove());

interface Page {
  keys: string[];
  prefixes: string[];
  truncated: boolean;
  next: string | undefined;
  text: string;
}

async function list(query: Record<string, string>): Promise<Page> {
  const { text } = await send(server, rootKey, { path: '/', query });
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
  return {
    keys: all(/<Key>(.*?)<\/Key>/g),
    prefixes: all(/<CommonPrefixes><Prefix>(.*?)<\/Prefix>/g),
    truncated: text.includes('<IsTruncated>true</IsTruncated>'),
    next: all(/<NextMarker>(.*?)<\/NextMarker>/g)[0],
    text,
  };
}

/** The same by definition: all keys, filtered and summed up. */
function expected(prefix: string, delimiter: string, marker: string): string[] {
  const entries = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      return { key, entry: end < 0 ? key : key.slice(0, end + 1) };
    })
    .filter(({ key, entry }) => Buffer.compare(Buffer.from(key), Buffer.from(marker)) > 0 && entry !== marker)
    .map(({ entry }) => entry);
  return [...new Set(entries)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const prefixes = ['', 'a', 'a/', 'a/2', 'a/2/', 'b/', 'none'];
const markers = ['', 'a', 'a/', 'a/2/', 'a/2/x', 'a1', 'b', 'zzz'];

test.each(prefixes)('lists what is below "%s"', async (prefix) => {
  for (const delimiter of ['', '/']) {
    for (const marker of markers) {
      const page = await list({ prefix, delimiter, marker });
      const entries = expected(prefix, delimiter, marker);
      const isPrefix = (entry: string): boolean =>
        delimiter !== '' && entry.slice(prefix.length).endsWith(delimiter);
      const asked = { prefix, delimiter, marker };
      expect({ ...asked, keys: page.keys }).toEqual({
        ...asked,
        keys: entries.filter((entry) => !isPrefix(entry)),
      });
      expect({ ...asked, prefixes: page.prefixes }).toEqual({ ...asked, prefixes: entries.filter(isPrefix) });
    }
  }
});

test.each([1, 2, 3, 5])('pages of %d hold everything once', async (size) => {
  for (const delimiter of ['', '/']) {
    const seen: string[] = [];
    let marker: string | undefined = '';
    while (marker !== undefined) {
      const page: Page = await list({ delimiter, marker, 'max-keys': String(size) });
      expect(page.keys.length + page.prefixes.length).toBeLessThanOrEqual(size);
      expect(page.truncated).toBe(page.next !== undefined);
      seen.push(...page.keys, ...page.prefixes);
      marker = page.next;
    }
    expect(seen.sort()).toEqual(expected('', delimiter, '').sort());
  }
});

test('is written as COS writes it', async () => {
  const { text } = await list({ prefix: 'b', delimiter: '/', 'max-keys': '1' });
  expect(text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z/, 'TIME')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>examplebucket-1250000000</Name>' +
      '<Prefix>b</Prefix><Marker/><MaxKeys>1</MaxKeys><Delimiter>/</Delimiter><IsTruncated>true</IsTruncated>' +
      '<NextMarker>b</NextMarker><Contents><Key>b</Key><LastModified>TIME</LastModified>' +
      '<ETag>&quot;92eb5ffee6ae2fec3ad71c777531578f&quot;</ETag><Size>1</Size>' +
      '<Owner><ID>1250000000</ID><DisplayName>1250000000</DisplayName></Owner>' +
      '<StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>',
  );
});

test('encodes keys when asked, but for the slash', async () => {
  const page = await list({ prefix: '中', 'encoding-type': 'url' });
  expect(page.keys).toEqual(['%E4%B8%AD']);
  expect(page.text).toContain('<EncodingType>url</EncodingType><Prefix>%E4%B8%AD</Prefix>');
  expect((await list({ prefix: 'a/2/', 'encoding-type': 'url' })).keys).toEqual(['a/2/x', 'a/2/y']);
});

test.each([
  [{ 'max-keys': 'many' }, 'InvalidArgument'],
  [{ 'max-keys': '-1' }, 'InvalidArgument'],
  [{ delimiter: '//' }, 'InvalidDelimiter'],
  [{ 'encoding-type': 'base64' }, 'InvalidArgument'],
])('refuses %j', async (query, code) => {
  expect(
    await send(server, rootKey, { path: '/', query: { ...query } as Record<string, string> }),
  ).toMatchObject({ status: 400, code });
});

test('takes more than 1000 for 1000, and 0 for nothing', async () => {
  expect((await list({ 'max-keys': '5000' })).text).toContain('<MaxKeys>1000</MaxKeys>');
  expect(await list({ 'max-keys': '0' })).toMatchObject({ keys: [], truncated: false });
});
