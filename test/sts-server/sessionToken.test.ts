import { openSessionToken, sealSessionToken } from '../../dev/cam/sessionToken';

const rootKey = { secretId: 'AKIDroot', secretKey: 'secret' };
const content = {
  tmpSecretId: 'AKIDtemporary',
  tmpSecretKey: 'temporary',
  policy: { version: '2.0', statement: [{ effect: 'allow', action: '*', resource: '*/相册/*' }] },
  appId: '1250000000',
  owner: 'AKIDroot',
  issued: 1_700_000_000,
  expires: 1_700_001_800,
};

test('opens with the key that sealed it, and carries everything', () => {
  const token = sealSessionToken(rootKey, content);
  expect(token).toMatch(/^[\w-]+$/);
  expect(openSessionToken(rootKey, token)).toEqual(content);
});

test('does not open with another key', () => {
  const token = sealSessionToken(rootKey, content);
  expect(openSessionToken({ ...rootKey, secretKey: 'other' }, token)).toBeUndefined();
  expect(openSessionToken({ ...rootKey, secretId: 'AKIDother' }, token)).toBeUndefined();
});

test('does not open when any character was changed, left out or added', () => {
  const token = sealSessionToken(rootKey, content);
  for (let index = 0; index < token.length; index += 1) {
    const other = token[index] === 'A' ? 'B' : 'A';
    const changed = token.slice(0, index) + other + token.slice(index + 1);
    expect(openSessionToken(rootKey, changed)).toBeUndefined();
    expect(openSessionToken(rootKey, token.slice(0, index))).toBeUndefined();
  }
  for (const added of ['A', '=', ' ', '.', '\n']) {
    expect(openSessionToken(rootKey, token + added)).toBeUndefined();
  }
});

test('shows nothing of the key, and is never the same twice', () => {
  const token = sealSessionToken(rootKey, content);
  expect(Buffer.from(token, 'base64url').includes('temporary')).toBe(false);
  expect(sealSessionToken(rootKey, content)).not.toBe(token);
});
