import { nodesIn, readXml, textIn } from '../../miniprogram/cos/client/readXml';

const read = (text: string) => JSON.parse(JSON.stringify(readXml(text, 'R') ?? null));

test.each([
  ['<R><A>1</A><B><C>2</C></B><A>3</A></R>', { A: ['1', '3'], B: { C: '2' } }],
  [
    "<?xml version='1.0' encoding='utf-8' ?>\n<!-- c -->\n<R xmlns=\"http://x/y\">\n  <A x='1' >1</A>\n</R>\n",
    { A: '1' },
  ],
  ['<R><A/><B></B><C x="1"/></R>', { A: '', B: '', C: '' }],
  [
    '<R>a &amp;amp; &lt;b&gt; &quot;&apos; &#20013;&#x1F98A; &nothing; &#x110000; &</R>',
    'a &amp; <b> "\' 中🦊 &nothing; &#x110000; &',
  ],
  ['<R><Key>a  b\n</Key></R>', { Key: 'a  b\n' }],
  ['<R><constructor>1</constructor><toString>2</toString></R>', { constructor: '1', toString: '2' }],
  ['<R/>', ''],
])('%s is read', (text, node) => {
  expect(read(text)).toEqual(node);
});

test.each([
  '',
  'no XML at all',
  '{"R": 1}',
  '<R>',
  '<R><A>1</A>',
  '<R><A>1</R>',
  '<R><A>1</B></R>',
  '</R>',
  '<Q><R>1</R></Q>',
  '<!DOCTYPE html><html><head><title>R</title></head><body><br>Log in</body></html>',
  '<html><meta charset="utf-8"><R>1</R></html>',
])('%s is nothing', (text) => {
  expect(readXml(text, 'R')).toBeUndefined();
});

test('a single child is a list of one, and what is not there is none', () => {
  const node = readXml('<R><A><B>1</B></A></R>', 'R');
  expect(nodesIn(node, 'A')).toHaveLength(1);
  expect(nodesIn(node, 'C')).toEqual([]);
  expect(textIn(node, 'A')).toBeUndefined();
  expect(textIn(nodesIn(node, 'A')[0], 'B')).toBe('1');
});
