import { asksForHelp, Misuse, origin, portNumber, readOptions, runCommand } from '../../dev/commandLine';

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
  ['nothing is no value', ['--port', '0', '--secret-id', 'AKID', '--policy', ''], '--policy missing.'],
  ['an option that there is not', ['--colour', 'red'], 'There is no option --colour.'],
  [
    'an option that there nearly is',
    ['--secretid', 'x'],
    'There is no option --secretid. Is it --secret-id?',
  ],
  ['a word that belongs to no option', ['--port', '0', '--secret-id', 'x', 'red'], 'red is not expected.'],
  ['a flag takes no text', ['--log=yes'], "Option '--log' does not take an argument"],
])('%s', (_what, args, message) => {
  expect(() => readOptions(kinds, args)).toThrow(message);
});

test('what npm kept, as it stands before "--", is not taken for absent: a dry run would write', () => {
  const folder = { folder: 'place', 'dry-run': 'flag', only: 'optional' } as const;
  const read = (kept: Record<string, string>, ...args: string[]) => readOptions(folder, args, kept);
  expect(() => read({ npm_config_dry_run: 'true' }, '../app')).toThrow(
    'npm has kept --dry-run for itself: options come after "--", as in -- --dry-run.',
  );
  expect(read({ npm_config_dry_run: '', npm_config_only: 'prod' }, '../app')).toMatchObject({
    folder: '../app',
  });
  expect(read({ npm_config_dry_run: 'true' }, '../app', '--dry-run')).toMatchObject({ 'dry-run': true });
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

describe('a command', () => {
  const usage = 'npm run thing -- --port N\n\n  --port  where';
  const written = (stream: NodeJS.WriteStream) => {
    const spy = jest.spyOn(stream, 'write').mockReturnValue(true);
    return () => spy.mock.calls.map(([text]) => text).join('');
  };
  afterEach(() => jest.restoreAllMocks());

  test('that is asked for help only says how it is called', () => {
    const said = written(process.stdout);
    const run = jest.fn();
    runCommand(usage, run, ['--port', '1', '--help']);
    expect([said(), run.mock.calls]).toEqual([`Usage: ${usage}\n`, []]);
    expect([['-h'], ['help'], ['--port', '0'], []].map(asksForHelp)).toEqual([true, false, false, false]);
  });

  test.each([
    [new Misuse('--port missing.'), '\n\nHow it is called: npm run thing -- --help'],
    [new Error('The port is taken.'), ''],
  ])('that fails says why, and how it is called where that was wrong: %s', async (error, how) => {
    const said = written(process.stderr);
    const exit = jest.spyOn(process, 'exit').mockImplementation();
    runCommand(usage, () => Promise.reject(error), []);
    await new Promise(setImmediate);
    expect(said()).toBe(`npm run thing: ${error.message}${how}\n`);
    expect(exit).toHaveBeenCalledWith(1);
  });
});
