import type { Failure } from '../../miniprogram/cos/failures/Failure';
import { describeFailure } from '../../miniprogram/cos/i18n/describeFailure';
import { Stage } from './support/Stage';

/** A 403 of the real server names its reason, in both languages. */

const stage = new Stage();
beforeAll(async () => {
  // What could not be cleaned up with a key that is refused.
  jest.spyOn(console, 'warn').mockImplementation();
  await stage.start();
});
afterEach(() => stage.reset());
afterAll(() => stage.close());

const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );

function told(failure: Failure): { en: string; zh: string } {
  const [en, zh] = (['en', 'zh'] as const).map((language) => {
    const { cause, advice } = describeFailure(failure, language);
    return `${cause} ${advice}`;
  });
  return { en: en ?? '', zh: zh ?? '' };
}

const upload = (name: string, bytes: number) =>
  stage.flows().upload({ path: stage.phone.file(name, Buffer.alloc(bytes, 'a')), name }).result;
const picture = async () => (await upload('a.jpg', 10)).key;

describe('a denied request', () => {
  test.each([
    ['GetBucket', () => stage.flows().listObjects()],
    ['PostObject', () => upload('a.jpg', 10)],
    ['DeleteObject', () => stage.flows().remove(`${stage.prefix}a.jpg`)],
    ['InitiateMultipartUpload', () => upload('a.mp4', 5_000_000)],
    ['UploadPart', () => upload('a.mp4', 5_000_000)],
    ['CompleteMultipartUpload', () => upload('a.mp4', 5_000_000)],
    ['HeadObject', async () => stage.flows().findObject(await picture())],
    ['GetObject', async () => stage.flows().saveToAlbum(await picture()).result],
  ])('names %s, which the key lacks', async (name, work) => {
    const action = `name/cos:${name}`;
    stage.issue = () => stage.keyWithout(action);
    const failure = await failureOf(work());
    expect(failure).toMatchObject({ code: 'access-denied', params: { kind: 'action', action } });
    expect(told(failure)).toEqual({
      en: expect.stringContaining(action),
      zh: expect.stringContaining(action),
    });
  });

  test('names the prefix that was left, and the key', async () => {
    const failure = await failureOf(stage.flows().findObject('users/oBob/a.jpg'));
    expect(failure.params).toEqual({ kind: 'prefix', prefix: stage.prefix, key: 'users/oBob/a.jpg' });
    for (const text of Object.values(told(failure))) {
      expect(text).toContain(stage.prefix);
      expect(text).toContain('users/oBob/a.jpg');
    }
  });

  test('names the size, when the key allows less than was announced', async () => {
    const allowed = await stage.key({ MAX_UPLOAD_BYTES: '1000' });
    stage.issue = async () => ({ ...allowed, maxUploadBytes: 1_000_000 });
    const failure = await failureOf(upload('a.jpg', 100_000));
    expect(failure).toMatchObject({
      code: 'access-denied',
      params: { kind: 'size', action: 'name/cos:PostObject', maxBytes: 1000 + 64 * 1024 },
    });
    expect(failure.params.bytes).toBeGreaterThan(100_000);
    for (const text of Object.values(told(failure))) expect(text).toMatch(/10\d{4} .*66536/);
  });

  test('names the type that the key does not allow', async () => {
    stage.issue = () =>
      stage.keyWith((policy) => JSON.parse(JSON.stringify(policy).replace(/"video\/mp4",/g, '')));
    const failure = await failureOf(upload('a.mp4', 5_000_000));
    expect(failure.params).toEqual({ kind: 'type', contentType: 'video/mp4' });
    expect(told(failure).en).toContain('video/mp4');
  });

  test('was refused elsewhere, when the key allows all of it', async () => {
    stage.cos.faults.change({ deniedActions: ['GetBucket'] });
    const failure = await failureOf(stage.flows().listObjects());
    expect(failure.params).toEqual({ kind: 'elsewhere', action: 'name/cos:GetBucket' });
    expect(told(failure)).toEqual({ en: expect.stringMatching(/CAM/), zh: expect.stringMatching(/CAM/) });
  });

  test('claims nothing, when the issuer does not say what the key allows', async () => {
    const { allows: _, ...key } = await stage.keyWithout('name/cos:GetBucket');
    stage.issue = async () => key;
    expect((await failureOf(stage.flows().listObjects())).params).toEqual({});
  });
});

describe('a signature that does not match', () => {
  const rejected = (params: object) => ({ code: 'signature-rejected', params });

  test('names the secret, when COS got what was signed', async () => {
    const [one, two] = [await stage.key(), await stage.key()];
    one.credentials.tmpSecretKey = two.credentials.tmpSecretKey;
    stage.issue = async () => one;
    const failures = [
      await failureOf(stage.flows().listObjects()),
      await failureOf(upload('a b+c 照片 (1).jpg', 10)),
      await failureOf(upload('a b+c 照片 (1).mp4', 5_000_000)),
      await failureOf(stage.flows().saveToAlbum(`${stage.prefix}a b+c 照片 (1).jpg`).result),
    ];
    for (const failure of failures) expect(failure).toMatchObject(rejected({ kind: 'secret' }));
  });

  test('names host, path, method or parameter that came changed', async () => {
    const list = () => failureOf(stage.flows().listObjects());
    stage.middle.tamper = ({ headers }) => {
      headers.host = `cos.ap-guangzhou.tencentcos.cn`;
    };
    expect(await list()).toMatchObject(
      rejected({
        kind: 'host',
        signed: 'cos.ap-guangzhou.myqcloud.com',
        arrived: 'cos.ap-guangzhou.tencentcos.cn',
      }),
    );
    stage.middle.tamper = (passing) => {
      passing.path = passing.path.replace('?', 'index.html?');
    };
    expect(await list()).toMatchObject(
      rejected({ kind: 'path', signed: `/${stage.bucket}/`, arrived: `/${stage.bucket}/index.html` }),
    );
    stage.middle.tamper = (passing) => {
      passing.path = passing.path.replace(/max-keys=\d+/, 'max-keys=7');
    };
    expect(await list()).toMatchObject(rejected({ kind: 'parameter', name: 'max-keys' }));
    stage.middle.tamper = (passing) => {
      if (passing.method === 'DELETE') passing.method = 'GET';
    };
    expect(await failureOf(stage.flows().remove(`${stage.prefix}a.jpg`))).toMatchObject(
      rejected({ kind: 'method', signed: 'delete', arrived: 'get' }),
    );
    stage.middle.tamper = ({ headers }) => {
      headers.authorization = headers.authorization?.replace(/(q-sign-time=\d+;)(\d+)/, (_, start, end) => {
        return `${start}${Number(end) + 5}`;
      });
    };
    expect(await list()).toMatchObject(rejected({ kind: 'time' }));
  });
});

describe('a signature out of its time', () => {
  const expired = {
    kind: 'status',
    status: 403,
    code: 'AccessDenied',
    message: 'Request has expired',
  } as const;
  const refuse = () => stage.cos.faults.change({ failures: [{ ...expired, share: 1 }] });
  const list = () => failureOf(stage.flows().listObjects());
  afterEach(() => jest.restoreAllMocks());

  test('is the phone’s clock, by so many seconds', async () => {
    refuse();
    stage.cos.faults.change({ clockOffsetSeconds: 3600 });
    const failure = await list();
    expect(failure).toMatchObject({ code: 'request-expired', params: { kind: 'phone' } });
    expect(Math.abs(Number(failure.params.seconds) + 3600)).toBeLessThan(3);
    expect(told(failure).en).toMatch(
      /phone's clock is 36\d\d seconds slow|phone's clock is 359\d seconds slow/,
    );
  });

  test('is the clock of whoever issues keys', async () => {
    refuse();
    stage.issuerAhead = -7200;
    const failure = await list();
    expect(failure).toMatchObject({ code: 'request-expired', params: { kind: 'issuer' } });
    expect(Math.abs(Number(failure.params.seconds) + 7200)).toBeLessThan(3);
    expect(told(failure).zh).toMatch(/发放密钥的服务的时间慢了 \d{4} 秒/);
  });

  test('is old, when both clocks are right', async () => {
    refuse();
    const failure = await list();
    expect(failure).toMatchObject({ code: 'request-expired', params: { kind: 'age' } });
    expect(told(failure).en).toMatch(/clocks are right/);
  });
});
