import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { bucketOf } from '../../dev/configure/bucketOf';
import { configure } from '../../dev/configure/configure';
import { readRequest } from '../../dev/configure/readRequest';
import { standIn } from '../../dev/configure/standIn';
import { coloursFor } from '../../dev/configure/talk/Colours';
import { Questions, Stopped } from '../../dev/configure/talk/Questions';
import { Project } from '../../dev/doctor/project/Project';
import { runDoctor } from '../../dev/doctor/runDoctor';
import { evaluate } from '../../dev/evaluate';
import { privateConfigFile, privateConfigText } from '../../dev/privateConfig';
import { ProjectCopy } from '../doctor/support/ProjectCopy';

/** `npm run configure` in a copy of the project. */

const config = 'miniprogram/cos/config.ts';
const files = [config, 'project.config.json', privateConfigFile];
const flags = ['--bucket', 'photos-1234567890', '--region', 'ap-shanghai', '--appid', 'wx0123456789abcdef'];

let copy: ProjectCopy;
let shipped: readonly string[];

const read = () => Promise.all(files.map((file) => readFile(join(copy.root, file), 'utf8')));

beforeAll(async () => {
  copy = await ProjectCopy.make();
  await writeFile(join(copy.root, privateConfigFile), privateConfigText('wechat-cos-template'));
  shipped = await read();
});
afterEach(async () => {
  for (const [index, file] of files.entries()) await writeFile(join(copy.root, file), shipped[index] ?? '');
});
afterAll(() => copy.remove());

/** What the command says; `done` is what it comes to. */
async function run(args: readonly string[], questions?: Questions) {
  const said: string[] = [];
  const done = await configure(copy.root, readRequest(args), {
    say: (text) => said.push(text),
    colours: coloursFor({}),
    ...(questions && { openQuestions: () => questions }),
  });
  return { done, said: said.join('\n') };
}

/** A person who types these lines, each when a question is there; `stop` is Ctrl+C. */
function person(...lines: string[]): { questions: Questions; shown: () => string } {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let [shown, asked] = ['', ''];
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const line = stripVTControlCharacters(shown);
    // A question, and nothing typed behind it yet.
    if (line !== asked && /[:?.] (\[[^\]]*\] )?$/.test(line)) answer();
    asked = line;
  });
  const answer = (): void => {
    const line = lines.shift();
    if (line !== undefined) setImmediate(() => input.write(line === 'stop' ? '\u0003' : `${line}\r`));
  };
  return { questions: new Questions(input, output), shown: () => shown };
}

test('to a bucket, which satisfies the doctor, and back to the bytes that were shipped', async () => {
  const there = await run([...flags, '--environment', 'prod-8gq2x']);
  expect(there.done).toBe(true);
  const [text = '', project = '', own = ''] = await read();
  expect(text).toContain("credentials: { cloudFunction: 'cos-credentials', environment: 'prod-8gq2x' }");
  expect(project).toContain('"appid": "wx0123456789abcdef"');
  expect(own).toContain('"urlCheck": true');
  for (const left of [
    'request       https://photos-1234567890.cos.ap-shanghai.myqcloud.com',
    'BUCKET      photos-1234567890',
    '"resource": ["qcs::cos:ap-shanghai:uid/1234567890:photos-1234567890/users/*"]',
    '当前环境 (environment): prod-8gq2x',
    '超时时间 (timeout) 10 seconds',
  ]) {
    expect(there.said).toContain(left);
  }

  // The local cloud of npm start stands in for it.
  expect(await bucketOf(new Project(copy.root))).toBe('photos-1234567890');
  const { findings, domains } = await runDoctor({ root: copy.root, variables: {} });
  expect(findings.filter(({ kind }) => kind === 'failed' || kind === 'warning')).toEqual([]);
  expect(domains?.request).toEqual(['https://photos-1234567890.cos.ap-shanghai.myqcloud.com']);

  expect((await run(flags)).said).toMatch(/^Nothing to change[\s\S]*6. Oldest/);
  const moved = await run(['--region', 'ap-beijing', '--dry-run']);
  expect(moved.said).toMatch(
    /- {3}region: 'ap-shanghai',\n\+ {3}region: 'ap-beijing',[\s\S]*Nothing was written/,
  );
  expect(await read()).toEqual([text, project, own]);
  const keys = await run(['--url', 'https://keys.example.com/cos']);
  expect(keys.said).toContain(
    'request       https://photos-1234567890.cos.ap-shanghai.myqcloud.com https://keys.example.com',
  );
  // What does not depend on the keys was done before.
  expect(keys.said).not.toContain('Privacy');

  const back = await run(['--local']);
  expect(back.said).toContain('--bucket photos-1234567890 --region ap-shanghai --created since-2024');
  expect(await read()).toEqual(shipped);
  expect(await bucketOf(new Project(copy.root))).toBeUndefined();
  expect((await run(['--local'])).said).toMatch(/^Nothing to change/);

  // As after git checkout: git does not know this file.
  await writeFile(join(copy.root, privateConfigFile), own);
  await run(['--local']);
  expect(await read()).toEqual(shipped);
});

test('what stands in for a bucket has all else that is in config.ts; where it can not be edited it is made anew', async () => {
  const at = { cos: 'http://127.0.0.1:9301', functions: 'http://127.0.0.1:9302' };
  const standsIn = async () => {
    const text = await standIn(new Project(copy.root), at);
    return evaluate<Record<string, unknown>>(join(copy.root, 'miniprogram/cos'), text);
  };
  const local = { endpoint: at.cos, credentials: { url: `${at.functions}/cos-credentials` } };
  await run(flags);
  const undo = await copy.change({
    file: config,
    from: '\n};',
    to: '\n};\nexport const archive = { ...config, bucket: "old" };',
  });
  expect(await standsIn()).toEqual({
    config: expect.objectContaining(local),
    archive: expect.objectContaining({ bucket: 'old' }),
  });
  await undo();
  await copy.change({ file: config, from: '\n};', to: '\n  ...{},\n};' });
  expect(await standsIn()).toEqual({ config: expect.objectContaining(local) });
});

test('asks, and takes what can be right only', async () => {
  const { questions, shown } = person(
    'photos',
    'photos-1234567890',
    'ap-shangai',
    'ap-shangai',
    'no',
    'gh_1',
    'wx0123456789abcdef',
    '',
    'prod-8gq2x',
    '',
  );
  const { done, said } = await run([], questions);
  expect({ done, said }).toMatchObject({ done: true });
  expect(shown()).toContain('as photos-1250000000');
  expect(shown()).toContain('Is it ap-shanghai?');
  const [text] = await read();
  expect(text).toContain("region: 'ap-shangai',\n  addressing: 'path-style',\n  credentials: {");
});

test.each(['configure.md', 'configure.zh-CN.md'])('docs/%s shows what it prints', async (page) => {
  const typed = [
    'photos',
    'photos-1234567890',
    'ap-shanghai',
    '',
    'wx0123456789abcdef',
    '',
    'prod-8gq2x',
    '',
  ];
  const { questions, shown } = person(...typed);
  const { said } = await run([], questions);
  const printed = `${stripVTControlCharacters(shown())}\n${said}`;
  const [, block = ''] =
    /```text\n([\s\S]*?)```/.exec(await readFile(join(__dirname, '../../docs', page), 'utf8')) ?? [];
  const lines = block.split('\n').filter((line) => !line.includes('… each that the Mini Program needs'));
  expect(lines.length).toBeGreaterThan(80);
  expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
});

test('answers that are pasted at once are taken one after the other', async () => {
  const pasted = [
    'photos-1234567890',
    'ap-shanghai',
    'yes',
    'wx0123456789abcdef',
    '',
    'prod-8gq2x',
    '',
    'yes',
  ];
  const { questions, shown } = person(pasted.join('\r'), 'no');
  expect(await run([], questions)).toMatchObject({ done: false });
  expect(stripVTControlCharacters(shown())).toContain('Region (地域, as ap-guangzhou): ap-shanghai\n');
});

test('Ctrl+C at any question, and a no at the end, change nothing', async () => {
  const answers = ['photos-1234567890', 'ap-shanghai', 'yes', 'wx0123456789abcdef', '', 'prod-8gq2x'];
  for (const count of [...answers.keys(), answers.length]) {
    const { questions } = person(...answers.slice(0, count), 'stop');
    await expect(run([], questions)).rejects.toThrow(Stopped);
  }
  const refused = await run([], person(...answers, 'no').questions);
  expect(refused).toMatchObject({ done: false, said: expect.stringContaining('Nothing was written.') });
  expect(await read()).toEqual(shipped);
});

test('without a terminal it says what is missing; what it does not understand it leaves, and says what to edit', async () => {
  await expect(run([])).rejects.toThrow('--bucket, --region, --appid missing');
  await expect(run(['--bucket', 'photos-1234567890'])).rejects.toThrow('--region, --appid missing');
  for (const [from, to, why] of [
    [
      "bucket: 'examplebucket",
      "...shared,\n  bucket: 'examplebucket",
      'Line 14: it takes in another object (...).',
    ],
    [
      '\n};',
      "\n};\nObject.assign(config, { region: 'ap-beijing' });",
      'something in it changes config when it runs',
    ],
  ] as const) {
    const undo = await copy.change({ file: config, from, to });
    const changed = await read();
    const { done, said } = await run(flags);
    expect(done).toBe(false);
    expect(said).toContain(why);
    expect(said).toContain("  bucket: 'photos-1234567890',\n    region: 'ap-shanghai',\n");
    expect(await read()).toEqual(changed);
    await undo();
  }
});

test('when one file can not be written, none is', async () => {
  const blocked = join(copy.root, `project.config.json.configure`);
  await mkdir(blocked);
  await expect(run(flags)).rejects.toThrow('EISDIR');
  expect(await read()).toEqual(shipped);
  expect(existsSync(join(copy.root, `${config}.configure`))).toBe(false);
  await rm(blocked, { recursive: true });
});
