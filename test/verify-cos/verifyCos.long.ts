import { send } from '../cos-server/support/send';
import { rootKey } from '../cos-server/support/startTestServer';
import { MadeUpCloud } from './support/MadeUpCloud';

let cloud: MadeUpCloud;

beforeAll(async () => {
  cloud = await MadeUpCloud.start();
});
afterAll(() => cloud.close());

/** What is in the bucket beside the runs. */
const strangers = 'photos/kept.txt';
const keys = async () => (await cloud.cos.objects()).map(({ key }) => key);

test('tells what holds, what differs and what was left out, and leaves nothing behind, also when it is stopped', async () => {
  await send(cloud.cos, rootKey, { method: 'PUT', path: `/${strangers}`, body: 'kept' });
  cloud.cos.faults.replace({ deniedActions: ['GetObjectACL'] });

  const stopped = cloud.verify('--cases', 'sliceUploadFile');
  const differing = cloud.verify(
    '--cases',
    'object may be empty|ACL of an object|no bucket can be|newer bucket refuses',
  );
  const end = cloud.cos.onRequest(({ operation, status }) => {
    if (operation !== 'UploadPart' || status !== 200) return;
    end();
    stopped.child.kill('SIGINT');
  });

  expect(await differing.ended).toBe(1);
  const lines = differing.output().split('\n');
  expect(lines[0]).toMatch(
    /^examplebucket-1250000000 in ap-guangzhou, created before 2024; below contract-[\w-]+\/$/,
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      'cos-wx-sdk-v5 1.4.13, path-style',
      '✓ 1 cases hold',
      '✗ the ACL of an object is read and changed',
      '    expected: that it works',
      '    real:     403 AccessDenied Access Denied.',
      '- left out: no bucket can be made, of whatever name (COS would make it)',
      '- left out: a newer bucket refuses path-style (this bucket was created before 2024)',
      '4 cases hold, 4 differ, 2 were left out.',
    ]),
  );

  expect(await stopped.ended).toBe(130);
  expect(stopped.output()).toContain('Stopped. ');
  expect(await keys()).toEqual([strangers]);
  for (const { output } of [stopped, differing]) expect(output()).not.toContain(rootKey.secretKey);
});

test('says why it can not be tried, and how it is called where that is why', async () => {
  const strange = cloud.verify('--bucket', 'other-1250000000');
  const misused = cloud.verify('--bucket', 'other');
  expect(await strange.ended).toBe(1);
  expect(strange.output()).toContain(
    "other-1250000000 in ap-guangzhou can't be listed with this key: 404 NoSuchBucket",
  );
  expect(await misused.ended).toBe(1);
  expect(misused.output()).toContain('--bucket other: with its number');
  expect(misused.output()).toContain('npm run verify:cos -- --help');
});
