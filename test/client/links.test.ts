import type { Failure } from '../../miniprogram/cos/failures/Failure';
import { prefix } from './support/ScriptedCloud';
import { load, useHost } from './support/useHost';

/** Links for somebody else: by an issuer that signs them, and by one that never heard of them. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const key = `${prefix}a.jpg`;
const WEEK = 604_800;
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );

/** An issuer that signs links that live for so long. */
function signs(maxLinkSeconds = WEEK): void {
  cloud.issue = (usual) => ({ ...usual, maxLinkSeconds });
  cloud.signLink = ({ seconds }) => ({
    url: `${cloud.url}/a.jpg?q-signature=1`,
    expiredTime: Math.floor(cloud.now() / 1000) + seconds,
  });
}

const livesFor = (expiresAt: number) => Math.round((expiresAt - Date.now()) / 1000);

test('is asked of the issuer for as long as wanted, and put on the clipboard', async () => {
  signs();
  const flows = createFlows(cloud.config());
  expect(await flows.longestLink()).toBe(WEEK);
  const { url, expiresAt } = await flows.copyLink(key, { seconds: 86_400 });
  expect(cloud.links).toEqual([{ key, seconds: 86_400 }]);
  expect(phone.simulated.clipboard()).toBe(url);
  expect(url).not.toContain('token');
  expect(Math.abs(livesFor(expiresAt) - 86_400)).toBeLessThan(3);
});

test('of a cloud function is asked by what the call carries', async () => {
  const asked: unknown[] = [];
  const { signLink, answer } = cloud;
  expect(signLink).toBeUndefined();
  const callFunction = jest.fn(({ data, success }) => {
    asked.push(data);
    const expiredTime = Math.floor(Date.now() / 1000) + 60;
    const result = data.link
      ? { url: 'https://a.example.com/a', expiredTime }
      : { ...answer.call(cloud), maxLinkSeconds: 60 };
    setTimeout(() => success({ result }));
  });
  Object.assign(wx, { cloud: { init: () => undefined, callFunction } });
  const flows = createFlows(cloud.config({ credentials: { cloudFunction: 'cos-credentials' } }));
  expect(await flows.makeLink(key, { seconds: 1e9 })).toMatchObject({ url: 'https://a.example.com/a' });
  expect(asked).toEqual([{}, { link: { key, seconds: 60 } }]);
});

test('longer than the issuer signs is as long as it signs, and says so', async () => {
  signs(3600);
  const { expiresAt } = await createFlows(cloud.config()).makeLink(key, { seconds: WEEK });
  expect(cloud.links).toEqual([{ key, seconds: 3600 }]);
  expect(Math.abs(livesFor(expiresAt) - 3600)).toBeLessThan(3);
});

test.each([
  ['never heard of links', undefined],
  ['has switched them off', 0],
])('an issuer that %s is not asked: the key signs, until it dies', async (_what, maxLinkSeconds) => {
  cloud.issue = (usual) => ({ ...usual, maxLinkSeconds });
  const flows = createFlows(cloud.config());
  expect(await flows.longestLink()).toBe(1800);
  const { url, expiresAt } = await flows.makeLink(key, { seconds: WEEK });
  expect(url).toContain('x-cos-security-token=');
  expect(Math.abs(livesFor(expiresAt) - 1800)).toBeLessThan(3);
  expect(cloud.links).toEqual([]);
});

test('ends by the clock of the phone, however wrong that is', async () => {
  const trueNow = Date.now;
  cloud.now = () => trueNow();
  for (const ahead of [7200, -7200]) {
    jest.spyOn(Date, 'now').mockImplementation(() => trueNow() + ahead * 1000);
    signs();
    const { expiresAt } = await createFlows(cloud.config()).makeLink(key, { seconds: 600 });
    expect(Math.abs(livesFor(expiresAt) - 600)).toBeLessThan(3);
  }
});

test('refused is a failure with the reason, without what is secret', async () => {
  signs();
  const reason = "cos-credentials: no link: the key is none of the caller's own.";
  cloud.signLink = () => ({ status: 403, body: JSON.stringify({ errMsg: reason }) });
  const failure = await failureOf(createFlows(cloud.config()).makeLink('users/oB/a.jpg'));
  expect(failure).toMatchObject({
    code: 'link-refused',
    attempt: { action: 'link', key: 'users/oB/a.jpg' },
    params: { reason },
  });
});

test('refused by an answer like any other it is the same', async () => {
  signs();
  cloud.signLink = () => ({ errMsg: 'log in first' });
  expect(await failureOf(createFlows(cloud.config()).makeLink(key))).toMatchObject({
    code: 'link-refused',
    params: { reason: 'log in first' },
  });
});

test.each([
  ['a key, as a function would that was deployed back', undefined, 'url'],
  ['no URL', { url: 'a', expiredTime: 1_700_000_000 }, 'url'],
  ['milliseconds', { url: 'https://a.example.com/a', expiredTime: 1_700_000_000_000 }, 'expiredTime'],
  ['nothing', null, 'url'],
])('an issuer that answers %s is told the field', async (_what, answer, field) => {
  signs();
  cloud.signLink = answer === undefined ? undefined : () => answer as object;
  expect(await failureOf(createFlows(cloud.config()).makeLink(key))).toMatchObject({
    code: 'credential-malformed',
    attempt: { action: 'link' },
    params: { field },
  });
});

test('an issuer that hangs or is not there is a failure of the link', async () => {
  signs();
  const flows = createFlows(cloud.config(), { limits: { credential: 200 } });
  await flows.longestLink();
  cloud.signLink = () => 'hang' as unknown as object;
  expect(await failureOf(flows.makeLink(key))).toMatchObject({
    code: 'credential-timeout',
    attempt: { action: 'link' },
  });
  cloud.signLink = () => 'drop' as unknown as object;
  expect(await failureOf(flows.makeLink(key))).toMatchObject({ code: 'credential-unreachable' });
});
