import { prefix } from './support/ScriptedCloud';
import { load, useHost } from './support/useHost';

const { phone, cloud } = useHost();
const { createClient } =
  load<typeof import('../../miniprogram/cos/client/createClient')>('client/createClient');
const attempt = { action: 'list' } as const;
const key = `${prefix}photo.jpg`;
const list = (c: ReturnType<typeof createClient>) => c.listObjects(attempt, { prefix, limit: 10 });

const trueNow = Date.now;

/** The phone's clock differs from the cloud's, and both have gone on. Seconds. */
function setClocks({ ahead, passed = 0 }: { ahead: number; passed?: number }): void {
  cloud.now = () => trueNow() + passed * 1000;
  jest.spyOn(Date, 'now').mockImplementation(() => trueNow() + (passed + ahead) * 1000);
}

function signTime(url: string): { start: number; end: number; now: number } {
  const [start = 0, end = 0] = (new URL(url).searchParams.get('q-sign-time') ?? '').split(';').map(Number);
  return { start, end, now: cloud.now() / 1000 };
}

const get = async (url: string) => (await fetch(url)).status;

describe.each([
  ['two hours fast', 7200],
  ['two hours slow', -7200],
  ['20 minutes fast', 1200],
  ['five minutes slow', -300],
  ['right', 0],
])('a phone whose clock is %s', (_case, ahead) => {
  const sources = {
    endpoint: () => cloud.config(),
    'cloud function': () => {
      phone.callFunction = async () => {
        cloud.issued += 1;
        return cloud.answer();
      };
      return cloud.config({ credentials: { cloudFunction: 'cos-credentials' } });
    },
  };

  test.each(Object.entries(sources))(
    'with keys from an %s needs one key and no second try',
    async (_name, config) => {
      setClocks({ ahead });
      const client = createClient(config(), attempt);
      await list(client);
      await list(client);
      await list(client);
      expect(cloud.issued).toBe(1);
      expect(cloud.requests).toHaveLength(3);
    },
  );

  test('makes links that are good from the start and end in time', async () => {
    setClocks({ ahead });
    cloud.objects.set(key, { body: Buffer.from('x'), modified: 0 });
    const client = createClient(cloud.config(), attempt);
    const { url, expiresAt } = await client.signedUrl(attempt, key, { lifetime: 60 });
    const { start, end, now } = signTime(url);
    expect(start).toBeLessThanOrEqual(now);
    expect(start).toBeGreaterThan(now - 5);
    expect(end - start).toBe(60);
    expect(Math.abs(expiresAt / 1000 - end)).toBeLessThan(2);
    expect(await get(url)).toBe(200);
  });
});

test('a phone whose clock is set anew in between is put right by the first refusal', async () => {
  const client = createClient(cloud.config(), attempt);
  await list(client);
  jest.spyOn(console, 'error').mockReturnValue();
  setClocks({ ahead: -3600 });
  await list(client);
  await list(client);
  expect(cloud.requests).toHaveLength(4);
  const { start, now } = signTime((await client.signedUrl(attempt, key, { lifetime: 60 })).url);
  expect(Math.abs(start - now)).toBeLessThan(5);
});

test('a link for 60 s that is asked for when the key is 20 minutes old works', async () => {
  const client = createClient(cloud.config(), attempt);
  cloud.objects.set(key, { body: Buffer.from('x'), modified: 0 });
  await list(client);
  setClocks({ ahead: 0, passed: 1200 });
  const { url, expiresAt } = await client.signedUrl(attempt, key, { lifetime: 60 });
  expect(cloud.issued).toBe(1);
  expect(await get(url)).toBe(200);
  expect(expiresAt).toBeGreaterThan(Date.now() + 55_000);
  setClocks({ ahead: 0, passed: 1200 + 62 });
  expect(await get(url)).toBe(403);
});

test('a link that would outlive its key gets a newer one', async () => {
  const client = createClient(cloud.config(), attempt);
  await list(client);
  setClocks({ ahead: 0, passed: 1200 });
  await client.signedUrl(attempt, key, { lifetime: 900 });
  expect(cloud.issued).toBe(2);
});

test('a link for longer than any key lives tells when it really ends, and asks for no key each time', async () => {
  const client = createClient(cloud.config(), attempt);
  const first = await client.signedUrl(attempt, key, { lifetime: 86_400 });
  const second = await client.signedUrl(attempt, key, { lifetime: 86_400 });
  expect(cloud.issued).toBe(1);
  expect(first.expiresAt).toBeLessThanOrEqual(Date.now() + 1_800_000);
  expect(signTime(second.url).end).toBeLessThanOrEqual(Date.now() / 1000 + 1800);
});
