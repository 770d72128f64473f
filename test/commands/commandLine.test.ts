import { origin, portNumber, readOptions } from '../../dev/commandLine';

const kinds = { port: 'needed', 'secret-id': 'needed', policy: 'optional', log: 'flag' } as const;

test('options by their names', () => {
  const needed = ['--port', '7301', '--secret-id', 'AKID'];
  expect(readOptions(kinds, needed)).toEqual({ port: '7301', 'secret-id': 'AKID', log: false });
  expect(readOptions(kinds, [...needed, '--log', '--policy=a b.json'])).toEqual({
    port: '7301',
    'secret-id': 'AKID',
    policy: 'a b.json',
    log: true,
  });
});

test('a word that may stand alone', () => {
  const read = (...args: string[]) => readOptions({ lan: 'word', port: 'optional' }, args);
  expect(read('--lan')).toEqual({ lan: '' });
  expect(read('--lan', '--port', '0')).toEqual({ lan: '', port: '0' });
  expect(read('--lan', '192.168.1.5')).toEqual({ lan: '192.168.1.5' });
  expect(read('--port', '0')).toEqual({ port: '0' });
});

test.each([
  ['all that is missing is named', ['--port', '', '--log'], '--port, --secret-id missing.'],
  ['an option that there is not', ['--colour', 'red'], "Unknown option '--colour'"],
  ['a word that belongs to no option', ['red'], "Unexpected argument 'red'"],
  ['a flag takes no text', ['--log=yes'], "Option '--log' does not take an argument"],
])('%s', (_what, args, message) => {
  expect(() => readOptions(kinds, args)).toThrow(message);
});

test('a port', () => {
  expect(['0', '7301', '65535'].map((text) => portNumber('port', text))).toEqual([0, 7301, 65535]);
  for (const text of ['seven', '', '-1', '1.5', '65536', '1e3', ' 80']) {
    expect(() => portNumber('faults-port', text)).toThrow(`--faults-port ${text} is no port.`);
  }
});

test('an origin', () => {
  for (const text of ['https://cos.example.com', 'http://127.0.0.1:7301'])
    expect(origin('endpoint', text)).toBe(text);
  for (const text of ['cos.example.com', 'https://cos.example.com/', 'ftp://x', 'https://a:b']) {
    expect(() => origin('endpoint', text)).toThrow(`--endpoint ${text} is no origin.`);
  }
});
