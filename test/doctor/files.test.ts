import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as createPolicy from '../../cloudfunctions/cos-credentials/src/createPolicy';
import type * as requestKey from '../../cloudfunctions/cos-credentials/src/requestKey';
import type * as settings from '../../cloudfunctions/cos-credentials/src/settings';
import type * as signLink from '../../cloudfunctions/cos-credentials/src/signLink';
import { checkFiles } from '../../dev/doctor/files/checkFiles';
import type { FunctionCode } from '../../dev/doctor/project/FunctionCode';
import { Project } from '../../dev/doctor/project/Project';
import type { Finding } from '../../dev/doctor/report/Report';
import { runDoctor } from '../../dev/doctor/runDoctor';
import { fewOf } from '../support/isWide';
import { type Change, ProjectCopy } from './support/ProjectCopy';

/** Set-ups that are broken in one place, before anything is deployed. */

// The doctor loads the function's code at run time, where no compiler sees that it fits.
({}) as typeof createPolicy & typeof requestKey & typeof settings & typeof signLink satisfies FunctionCode;

const config = 'miniprogram/cos/config.ts';
const projectConfig = 'project.config.json';
const variables = {
  SECRET_ID: 'AKIDofTheDoctorsTest',
  SECRET_KEY: 'secret-of-the-doctors-test',
  BUCKET: 'photos-1234567890',
  REGION: 'ap-shanghai',
};

let copy: ProjectCopy;

beforeAll(async () => {
  copy = await ProjectCopy.make();
  // As the README says for a real bucket.
  await copy.change({
    file: config,
    text: `import type { CosConfig } from './client/CosConfig';
export const config: CosConfig = {
  bucket: 'photos-1234567890',
  region: 'ap-shanghai',
  addressing: 'virtual-hosted',
  credentials: { cloudFunction: 'cos-credentials' },
};`,
  });
  await copy.change({ file: projectConfig, from: 'touristappid', to: 'wx0123456789abcdef' });
});
afterAll(() => copy.remove());

async function look(given: Record<string, string> = variables): Promise<Finding[]> {
  const findings: Finding[] = [];
  await checkFiles({ project: new Project(copy.root), variables: given }, (check, result) =>
    findings.push({ check, ...result }),
  );
  return findings;
}

interface Row {
  what: string;
  change: Change;
  given?: Record<string, string>;
  /** Which check finds it. */
  check: string;
  /** In what was seen. */
  seen: string;
  /** In the one thing to do. */
  advice: string;
}

const inConfig = (from: string, to: string): Change => ({ file: config, from, to });
const inProject = (from: string, to: string): Change => ({ file: projectConfig, from, to });
const nothing: Change = inConfig("cos-credentials' }", "cos-credentials'  }");

const rows: Row[] = [
  {
    what: 'a bucket without the number of the account',
    change: inConfig('photos-1234567890', 'photos'),
    check: 'settings',
    seen: 'bucket is "photos"',
    advice: 'photos-1250000000',
  },
  {
    what: 'a name that no bucket has',
    change: inConfig('photos-1234567890', 'My_Photos-1234567890'),
    check: 'settings',
    seen: 'My_Photos-1234567890',
    advice: 'examplebucket-1250000000',
  },
  {
    what: 'a region as another cloud writes it',
    change: inConfig("'ap-shanghai'", "'cn-shanghai'"),
    check: 'settings',
    seen: 'region is "cn-shanghai"',
    advice: 'as ap-shanghai',
  },
  {
    what: 'keys of the local cloud for a real bucket',
    change: inConfig("cloudFunction: 'cos-credentials'", "url: 'http://127.0.0.1:7302/cos-credentials'"),
    check: 'settings',
    seen: '127.0.0.1:7302',
    advice: "{ cloudFunction: 'cos-credentials' }",
  },
  {
    what: 'keys by a URL that is none',
    change: inConfig("cloudFunction: 'cos-credentials'", "url: 'https://keys example.com'"),
    check: 'settings',
    seen: 'https://keys example.com',
    advice: "{ cloudFunction: 'cos-credentials' }",
  },
  {
    what: 'two ways to keys',
    change: inConfig("'cos-credentials' }", "'cos-credentials', url: 'https://keys.example.com' }"),
    check: 'settings',
    seen: 'https://keys.example.com',
    advice: 'Leave one of them out',
  },
  {
    what: 'an app.json that is no JSON',
    change: { file: 'miniprogram/app.json', from: '{', to: '' },
    check: 'pages',
    seen: 'miniprogram/app.json: it is no JSON',
    advice: 'Put miniprogram/app.json right',
  },
  {
    what: 'a config.ts that is no TypeScript',
    change: inConfig('};', '}};'),
    check: 'settings',
    seen: 'miniprogram/cos/config.ts: ',
    advice: 'Put miniprogram/cos/config.ts right',
  },
  {
    what: 'an SDK that is too new for path style',
    change: { file: 'package.json', from: '"cos-wx-sdk-v5": "1.4.13"', to: '"cos-wx-sdk-v5": "^1.4.13"' },
    check: 'SDK',
    seen: "addressing is 'path-style'; package.json asks for cos-wx-sdk-v5 ^1.4.13",
    advice: '"1.4.13"',
  },
  {
    what: 'no SDK in the folder',
    change: { file: 'miniprogram/cos/miniprogram_npm/cos-wx-sdk-v5/index.js', text: undefined },
    check: 'SDK',
    seen: 'is not there',
    advice: 'npm install',
  },
  {
    what: 'no app id for a cloud function',
    change: inProject('wx0123456789abcdef', 'touristappid'),
    check: 'app id',
    seen: 'touristappid',
    advice: 'Set appid in project.config.json',
  },
  {
    what: 'a Mini Program that is somewhere else',
    change: inProject('"miniprogram/"', '"src/"'),
    check: 'pages',
    seen: 'miniprogramRoot is "src/"',
    advice: '"miniprogram/"',
  },
  {
    what: 'a page that was deleted and is still named',
    change: { file: 'miniprogram/app.json', from: 'pages/home/home', to: 'pages/start/start' },
    check: 'pages',
    seen: 'pages/start/start',
    advice: 'Take it out of miniprogram/app.json',
  },
  {
    what: 'a compiler without TypeScript',
    change: inProject('"typescript"', '"sass"'),
    check: 'TypeScript',
    seen: '["sass"]',
    advice: '["typescript"]',
  },
  {
    what: '"Build npm" into another folder',
    change: inProject('./miniprogram/cos/', './miniprogram/'),
    check: 'Build npm',
    seen: './miniprogram/"',
    advice: '"miniprogramNpmDistDir": "./miniprogram/cos/"',
  },
  {
    what: 'cloud functions that DevTools does not see',
    change: inProject('"cloudfunctions/"', '"functions/"'),
    check: 'cloud function',
    seen: '"functions/"',
    advice: '"cloudfunctions/"',
  },
  {
    what: 'a function that was built before the table of actions was changed',
    change: { file: 'miniprogram/cos/actions.ts', from: 'cos:HeadObject', to: 'cos:GetObjectTagging' },
    check: 'cloud function',
    seen: 'does not know name/cos:GetObjectTagging',
    advice: 'npm run prepare',
  },
  {
    what: 'a policy that lacks an action',
    change: {
      file: 'cloudfunctions/cos-credentials/src/createPolicy.ts',
      from: 'actions.multipartAbort,',
      to: '',
    },
    check: 'key policy',
    seen: 'name/cos:AbortMultipartUpload (multipartAbort)',
    advice: 'createPolicy.ts',
  },
  {
    what: 'a policy that opens the files of all users',
    change: {
      file: 'cloudfunctions/cos-credentials/src/createPolicy.ts',
      from: 'const prefix = prefixOf(openId);',
      to: "const prefix = 'users/';",
    },
    check: 'key policy',
    seen: 'photos-1234567890/users/*',
    advice: 'below prefixOf(openId)',
  },
  {
    what: 'a function without a variable',
    change: nothing,
    given: { ...variables, REGION: '' },
    check: 'function variables',
    seen: 'REGION is missing',
    advice: 'cloud console',
  },
  {
    what: 'a function with another bucket',
    change: nothing,
    given: { ...variables, BUCKET: 'videos-1234567890' },
    check: 'function variables',
    seen: 'videos-1234567890',
    advice: 'the same as bucket and region',
  },
];

test('a project that is set up as the README says is healthy', async () => {
  expect((await look()).filter(({ kind }) => kind !== 'passed')).toEqual([]);
  const { healthy, domains } = await runDoctor({ root: copy.root, variables: {} });
  expect(healthy).toBe(true);
  const host = 'https://photos-1234567890.cos.ap-shanghai.myqcloud.com';
  expect(domains).toEqual({ request: [host], uploadFile: [host], downloadFile: [host] });
});

/** One of each file that is read, and what most get wrong in it. */
const few = [
  'a bucket without the number of the account',
  'an SDK that is too new for path style',
  'a page that was deleted and is still named',
  'a policy that lacks an action',
  'a function with another bucket',
];

test.each(fewOf(rows, ({ what }) => few.includes(what)))(
  '$what',
  async ({ what, change, given, check, seen, advice }) => {
    const undo = [await copy.change(change)];
    if (what.includes('path style')) undo.push(await copy.change(inConfig('virtual-hosted', 'path-style')));
    const findings = await look(given);
    for (const back of undo) await back();
    expect(findings.filter(({ kind }) => kind === 'failed')).toEqual([
      {
        check,
        kind: 'failed',
        seen: expect.stringContaining(seen),
        means: expect.any(String),
        change: expect.stringContaining(advice),
      },
    ]);
    expect((await look()).filter(({ kind }) => kind !== 'passed')).toEqual([]);
  },
);

test('a region that looks like a slip of another is told of', async () => {
  const undo = await copy.change(inConfig("'ap-shanghai'", "'ap-shangai'"));
  const findings = await look();
  await undo();
  expect(findings.filter(({ kind }) => kind === 'warning')).toEqual([
    expect.objectContaining({
      check: 'settings',
      kind: 'warning',
      change: expect.stringContaining('npm run configure -- --region ap-shanghai'),
    }),
  ]);
});

test('a domain check that is off is told of', async () => {
  const own = join(copy.root, 'project.private.config.json');
  await writeFile(own, '{ "setting": { "urlCheck": false } }');
  const findings = await look();
  await rm(own);
  expect(findings.filter(({ kind }) => kind !== 'passed')).toEqual([
    expect.objectContaining({
      check: 'domain check',
      kind: 'warning',
      change: expect.stringContaining('Take urlCheck out of project.private.config.json'),
    }),
  ]);
});

test('as it is cloned, the template is healthy, and says what a real bucket takes', async () => {
  const cloned = await ProjectCopy.make();
  const { healthy, findings, domains } = await runDoctor({ root: cloned.root, variables: {} });
  await cloned.remove();
  expect(healthy).toBe(true);
  expect(domains).toBeUndefined();
  expect(findings.find(({ check }) => check === 'settings')).toMatchObject({
    kind: 'warning',
    seen: expect.stringContaining('the local cloud'),
    change: expect.stringContaining('npm run configure'),
  });
});
