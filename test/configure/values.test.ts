import { readRequest } from '../../dev/configure/readRequest';
import { checkValue } from '../../dev/configure/values/checkValue';
import { setupFrom, valuesOf } from '../../dev/configure/values/setupFrom';
import type { ValueName } from '../../dev/configure/values/Values';

/** What is said of a value before anything is written. */

const values: [name: ValueName, text: string, said: string | undefined][] = [
  ['bucket', 'photos-1234567890', undefined],
  ['bucket', 'photos', 'as photos-1250000000'],
  ['bucket', 'Photos-1234567890', 'lower-case letters'],
  ['bucket', `${'a'.repeat(50)}-1234567890`, 'at most 60 characters'],
  ['bucket', '', 'as examplebucket-1250000000'],
  ['region', 'ap-shanghai', undefined],
  ['region', 'me-somewhere-2', undefined],
  ['region', 'ap-guangzou', 'Is it ap-guangzhou?'],
  ['region', 'Guangzhou', 'as ap-guangzhou'],
  ['region', '南京', 'as ap-nanjing'],
  ['region', 'cn-beijing', 'as ap-beijing'],
  ['region', "ap-beijing'; x", 'does not exist so'],
  ['created', 'since-2024', undefined],
  ['created', '2023', 'since-2024 or before-2024'],
  ['appid', 'wx0123456789abcdef', undefined],
  ['appid', 'WX0123456789ABCDEF', 'wx0123456789abcdef'],
  ['appid', 'gh_0123456789ab', 'the original id'],
  ['appid', '1234567890', 'an account of Tencent Cloud'],
  ['appid', 'touristappid', 'An app id is "wx" and 16 digits'],
  ['url', 'https://keys.example.com:8443/a?b=c', undefined],
  ['url', 'http://keys.example.com', 'HTTPS'],
  ['url', 'keys.example.com', 'no URL'],
  ['url', 'https://钥匙.example.com/', 'no URL'],
  ['url', 'https://me:secret@keys.example.com/', 'user name'],
  ['url', 'https://192.168.1.2/keys', 'no addresses'],
  ['url', 'https://localhost/keys', 'no addresses'],
  ['environment', 'prod-8gq2x', undefined],
  ['environment', 'default', undefined],
  ['environment', '生产', 'not its name'],
  ['environment', 'Prod_1', 'not its name'],
];

test.each(values)('%s %s: %s', (name, text, said) => {
  const checked = checkValue(name, text);
  if (said === undefined) expect(checked).toEqual({ kind: 'right' });
  else expect(checked).toMatchObject({ why: expect.stringContaining(said) });
});

test('of flags everything that is wrong is said at once, and nothing that does not go together is taken', () => {
  expect(() => readRequest(['--bucket', 'photos', '--appid', 'gh_1'])).toThrow(/^--bucket: .*\n--appid: /);
  expect(() => readRequest(['--local', '--region', 'ap-beijing'])).toThrow('leave out --region');
  expect(() => readRequest(['--url', 'https://a.example.com', '--environment', 'prod-1'])).toThrow(
    'leave one out',
  );
  expect(() => readRequest(['--secret-key', 'x'])).toThrow('There is no option --secret-key.');
});

test('a slip of a region is refused, unless somebody is sure of it', () => {
  const slip = ['--region', 'ap-shangai'];
  expect(() => readRequest(slip)).toThrow(
    '--region: ap-shangai is not known here. Is it ap-shanghai? If it is right: --anyway.',
  );
  expect(readRequest([...slip, '--anyway'])).toMatchObject({ given: { region: 'ap-shangai' } });
});

test('what is not given stays, but for the age of another bucket', () => {
  const bucket = 'photos-1234567890';
  const first = setupFrom(
    { bucket, region: 'ap-shanghai', appid: 'wx0123456789abcdef', created: 'before-2024' },
    undefined,
  );
  expect(first.config).toEqual({
    bucket,
    region: 'ap-shanghai',
    addressing: 'path-style',
    credentials: { cloudFunction: 'cos-credentials' },
  });
  const moved = setupFrom({ region: 'ap-beijing', environment: 'prod-1' }, first);
  expect(moved.config).toEqual({
    ...first.config,
    region: 'ap-beijing',
    credentials: { cloudFunction: 'cos-credentials', environment: 'prod-1' },
  });
  expect(setupFrom({ environment: 'default' }, moved).config.credentials).toEqual(first.config.credentials);
  expect(setupFrom({ bucket: 'other-1234567890' }, first).config.addressing).toBe('virtual-hosted');
  expect(setupFrom(valuesOf(moved), first)).toEqual(moved);
  // A server of somebody's own that speaks as COS does.
  const own = { ...first, config: { ...first.config, endpoint: 'https://files.example.com' } };
  expect(setupFrom({ region: 'ap-beijing' }, own).config.endpoint).toBe('https://files.example.com');
});
