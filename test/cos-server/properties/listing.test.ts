import fc from 'fast-check';
import { listPage } from '../../../dev/cos-server/operations/listPage';
import { KeyIndex } from '../../../dev/cos-server/storage/KeyIndex';
import { cases } from '../../support/isWide';

const inBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

interface Entry {
  name: string;
  kind: 'key' | 'common prefix';
}

/** A list as the documentation tells of it, without a thought for speed. */
function model(keys: readonly string[], prefix: string, delimiter: string | undefined): Entry[] {
  const entries = new Map<string, Entry>();
  for (const key of [...keys].sort(inBytes)) {
    if (!key.startsWith(prefix)) continue;
    const rest = key.slice(prefix.length);
    const end = delimiter === undefined ? -1 : rest.indexOf(delimiter);
    const name = end < 0 ? key : prefix + rest.slice(0, end + 1);
    const kind = end < 0 ? 'key' : 'common prefix';
    entries.set(`${kind} ${name}`, { name, kind });
  }
  return [...entries.values()].sort((a, b) => inBytes(a.name, b.name));
}

// Few characters, so that keys share beginnings; of one, two, three and four bytes, in UTF-16 partly in another order.
const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '-', 'é', '！', '🙂'),
  minLength: 1,
  maxLength: 7,
});
const situations = fc.record({
  keys: fc.uniqueArray(key, { maxLength: 30 }),
  prefix: fc.oneof(fc.constant(''), key),
  delimiter: fc.constantFrom(undefined, '/', '-'),
});

const indexOf = (keys: readonly string[]) => new KeyIndex(keys.map((each) => [each, each] as const));

function entriesOf({ keys, commonPrefixes }: { keys: string[]; commonPrefixes: string[] }): Entry[] {
  return [
    ...keys.map((name) => ({ name, kind: 'key' as const })),
    ...commonPrefixes.map((name) => ({ name, kind: 'common prefix' as const })),
  ].sort((a, b) => inBytes(a.name, b.name));
}

test('paging through gives everything once, in the order of bytes', () => {
  fc.assert(
    fc.property(situations, fc.integer({ min: 1, max: 5 }), ({ keys, prefix, delimiter }, limit) => {
      const index = indexOf(keys);
      const seen: Entry[] = [];
      let marker = '';
      for (let page = 0; page <= keys.length; page++) {
        const found = listPage(index, { prefix, delimiter, marker, limit });
        const entries = entriesOf(found);
        expect(entries.length).toBeLessThanOrEqual(limit);
        seen.push(...entries);
        if (found.nextMarker === undefined) break;
        expect(found.nextMarker).toBe(entries.at(-1)?.name);
        expect(entries).toHaveLength(limit);
        marker = found.nextMarker;
      }
      expect(seen).toEqual(model(keys, prefix, delimiter));
    }),
    { numRuns: cases(1000) },
  );
});

test('any text is a marker', () => {
  fc.assert(
    fc.property(situations, key, ({ keys, prefix }, marker) => {
      const { keys: found } = listPage(indexOf(keys), { prefix, delimiter: undefined, marker, limit: 1000 });
      const expected = keys.filter((each) => each.startsWith(prefix) && inBytes(each, marker) > 0);
      expect(found).toEqual(expected.sort(inBytes));
    }),
    { numRuns: cases(500) },
  );
});

test('an index that is written to is in the same order as one that is made at once', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('set', 'delete'), key), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (operations) => {
      const index = new KeyIndex<string>();
      const kept = new Set<string>();
      for (const [operation, name] of operations) {
        if (operation === 'set') {
          index.set(name, name);
          kept.add(name);
        } else {
          index.delete(name);
          kept.delete(name);
        }
      }
      expect(index.all()).toEqual([...kept].sort(inBytes));
    }),
    { numRuns: cases(500) },
  );
});
