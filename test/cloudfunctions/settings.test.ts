import { readSettings } from '../../cloudfunctions/cos-credentials/src/settings';

const environment = {
  SECRET_ID: 'AKIDexample',
  SECRET_KEY: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
  BUCKET: 'examplebucket-1250000000',
  REGION: 'ap-guangzhou',
};

test('four settings are enough', () => {
  expect(readSettings(environment)).toEqual({
    secretId: 'AKIDexample',
    secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    bucket: 'examplebucket-1250000000',
    appId: '1250000000',
    region: 'ap-guangzhou',
    durationSeconds: 1800,
    maxUploadBytes: 209_715_200,
    maxLinkSeconds: 604_800,
    videoSnapshots: false,
    linkBase: 'https://examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com',
  });
});

test('an empty optional setting is an absent one', () => {
  const optional = [
    'DURATION_SECONDS',
    'MAX_UPLOAD_BYTES',
    'MAX_LINK_SECONDS',
    'VIDEO_SNAPSHOTS',
    'LINK_BASE',
    'STS_ENDPOINT',
  ];
  const empty = { ...environment, ...Object.fromEntries(optional.map((name) => [name, ''])) };
  expect(readSettings(empty)).toEqual(readSettings(environment));
});

test.each([
  ['DURATION_SECONDS', '900', { durationSeconds: 900 }],
  ['DURATION_SECONDS', '7200', { durationSeconds: 7200 }],
  ['MAX_UPLOAD_BYTES', '1', { maxUploadBytes: 1 }],
  ['MAX_UPLOAD_BYTES', '5368709120', { maxUploadBytes: 5_368_709_120 }],
  [
    'STS_ENDPOINT',
    'sts.internal.tencentcloudapi.com',
    { sts: at('https', 'sts.internal.tencentcloudapi.com') },
  ],
  ['STS_ENDPOINT', '127.0.0.1:7303', { sts: at('https', '127.0.0.1:7303') }],
  ['STS_ENDPOINT', 'http://127.0.0.1:7303', { sts: at('http', '127.0.0.1:7303') }],
  ['STS_ENDPOINT', 'https://sts.example.com/', { sts: at('https', 'sts.example.com') }],
  ['VIDEO_SNAPSHOTS', '1', { videoSnapshots: true }],
  ['MAX_LINK_SECONDS', '0', { maxLinkSeconds: 0 }],
  ['LINK_BASE', 'https://files.example.com', { linkBase: 'https://files.example.com' }],
  // As a browser writes it: what is signed is the host as it arrives.
  ['LINK_BASE', 'HTTPS://Files.Example.com:443/', { linkBase: 'https://files.example.com' }],
  [
    'LINK_BASE',
    'http://127.0.0.1:7301/examplebucket-1250000000/',
    { linkBase: 'http://127.0.0.1:7301/examplebucket-1250000000' },
  ],
  ['BUCKET', 'my-photos-2-1300000000', { bucket: 'my-photos-2-1300000000', appId: '1300000000' }],
  ['REGION', 'ap-shanghai-fsi', { region: 'ap-shanghai-fsi' }],
])('takes %s = %s', (name, value, settings) => {
  expect(readSettings({ ...environment, [name]: value })).toMatchObject(settings);
});

function at(protocol: string, endpoint: string) {
  return { protocol: `${protocol}://`, endpoint };
}

test.each([
  ['SECRET_ID', undefined, 'SECRET_ID is missing'],
  ['SECRET_ID', ' AKIDexample', 'SECRET_ID has white space around it'],
  ['SECRET_ID', 'AKID example', 'SECRET_ID is malformed'],
  ['SECRET_KEY', '', 'SECRET_KEY is missing'],
  ['SECRET_KEY', 'key\n', 'SECRET_KEY has white space around it'],
  ['BUCKET', undefined, 'BUCKET is missing'],
  ['BUCKET', 'examplebucket', 'BUCKET is malformed'],
  ['BUCKET', 'Examplebucket-1250000000', 'BUCKET is malformed'],
  ['BUCKET', '*-1250000000', 'BUCKET is malformed'],
  ['BUCKET', 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com', 'BUCKET is malformed'],
  ['REGION', undefined, 'REGION is missing'],
  ['REGION', 'Guangzhou', 'REGION is malformed'],
  ['REGION', 'ap-*', 'REGION is malformed'],
  ['DURATION_SECONDS', '899', 'DURATION_SECONDS is malformed: a whole number from 900 to 7200'],
  ['DURATION_SECONDS', '7201', 'DURATION_SECONDS is malformed'],
  ['DURATION_SECONDS', '30 minutes', 'DURATION_SECONDS is malformed'],
  ['DURATION_SECONDS', '1e3', 'DURATION_SECONDS is malformed'],
  ['MAX_UPLOAD_BYTES', '0', 'MAX_UPLOAD_BYTES is malformed'],
  ['MAX_UPLOAD_BYTES', '200MB', 'MAX_UPLOAD_BYTES is malformed'],
  ['MAX_LINK_SECONDS', '31536001', 'MAX_LINK_SECONDS is malformed: a whole number from 0 to 31536000'],
  ['MAX_LINK_SECONDS', '-1', 'MAX_LINK_SECONDS is malformed'],
  ['LINK_BASE', 'files.example.com', 'LINK_BASE is malformed'],
  ['LINK_BASE', 'ftp://files.example.com', 'LINK_BASE is malformed'],
  ['LINK_BASE', 'https://files.example.com/other-1250000000', 'LINK_BASE is malformed'],
  ['LINK_BASE', 'https://files.example.com/?a=b', 'LINK_BASE is malformed'],
  ['LINK_BASE', 'https://me:secret@files.example.com', 'LINK_BASE is malformed'],
  ['STS_ENDPOINT', 'ftp://sts.example.com', 'STS_ENDPOINT is malformed'],
  ['STS_ENDPOINT', 'http://sts.example.com/path', 'STS_ENDPOINT is malformed'],
])('%s = %j is told by name', (name, value, says) => {
  expect(() => readSettings({ ...environment, [name]: value })).toThrow(`cos-credentials: the environment`);
  expect(() => readSettings({ ...environment, [name]: value })).toThrow(says);
});

test('an id and a key that are the wrong way round are told as that', () => {
  const { SECRET_ID, SECRET_KEY } = environment;
  const swapped = { ...environment, SECRET_ID: SECRET_KEY, SECRET_KEY: SECRET_ID };
  expect(() => readSettings(swapped)).toThrow('SECRET_ID and SECRET_KEY are the wrong way round');
});

test('all problems are told at once', () => {
  const read = () => readSettings({ SECRET_KEY: 'k', BUCKET: 'x', DURATION_SECONDS: '1' });
  for (const name of ['SECRET_ID is missing', 'BUCKET is', 'REGION is', 'DURATION_SECONDS is']) {
    expect(read).toThrow(name);
  }
  expect(read).not.toThrow('SECRET_KEY');
});

test('no message shows a value', () => {
  const values = {
    SECRET_ID: 'AKID shown',
    SECRET_KEY: 'secret shown',
    BUCKET: 'B shown',
    REGION: 'R shown',
  };
  expect(() => readSettings(values)).toThrow(
    expect.objectContaining({ message: expect.not.stringMatching(/shown/) }),
  );
});
