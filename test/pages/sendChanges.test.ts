import { ShownItems } from '../../miniprogram/cos/pages/ShownItems';
import { sendChanges } from '../../miniprogram/cos/pages/sendChanges';

type Piece = Readonly<Record<string, unknown>>;

/** What is sent, and how many pieces had been sent when it was all drawn. */
function send(changes: Piece) {
  const pieces: Piece[] = [];
  const drawn: number[] = [];
  const page = {
    setData(piece: Piece, done?: () => void) {
      pieces.push(piece);
      done?.();
    },
  };
  sendChanges(page, changes, () => drawn.push(pieces.length));
  return { pieces, drawn };
}

describe('pieces', () => {
  test('none for nothing, one for little', () => {
    expect(send({})).toEqual({ pieces: [], drawn: [] });
    expect(send({ a: 1, b: null })).toEqual({ pieces: [{ a: 1, b: null }], drawn: [1] });
  });

  test.each(['x', 'é', '长', '😀', '"'])('each below 64 kB, in order, with %s', (letter) => {
    const changes = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`rows.s${index}`, { name: letter.repeat(700), index }]),
    );
    const { pieces, drawn } = send(changes);
    expect(Object.assign({}, ...pieces)).toEqual(changes);
    expect(pieces.flatMap(Object.keys)).toEqual(Object.keys(changes));
    for (const piece of pieces) expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThan(64 * 1024);
    expect(pieces.length).toBeLessThanOrEqual(Math.ceil(Buffer.byteLength(JSON.stringify(changes)) / 55_000));
    expect(drawn).toEqual([pieces.length]);
  });
});

describe('shown items', () => {
  const item = (name: string) => [name, { name, size: 1 }] as const;

  test('come alone, change by field and go', () => {
    const items = new ShownItems<{ name: string; size: number }>('rows');
    expect(items.update([item('a'), item('b')])).toEqual({
      fill: { 'rows.s1': { name: 'a', size: 1 }, 'rows.s2': { name: 'b', size: 1 } },
      clear: {},
    });
    expect(items.update([['a', { name: 'a', size: 2 }]])).toEqual({
      fill: { 'rows.s1.size': 2 },
      clear: { 'rows.s2': null },
    });
    expect([items.slotOf('a'), items.slotOf('b')]).toEqual(['s1', '']);
  });

  test('a slot never serves two items within one update, and is used again after it', () => {
    const items = new ShownItems<{ name: string; size: number }>('rows');
    items.update([item('a')]);
    expect(items.update([item('b')])).toEqual({
      fill: { 'rows.s2': { name: 'b', size: 1 } },
      clear: { 'rows.s1': null },
    });
    expect(items.update([item('b'), item('c')]).fill).toEqual({ 'rows.s1': { name: 'c', size: 1 } });
  });
});
