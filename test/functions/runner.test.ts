import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Functions, type FunctionsOptions, startFunctions } from '../../dev/functions/startFunctions';
import { fewOf, testWide } from '../support/isWide';
import { typeScriptProgram } from '../support/typeScriptProgram';

let root: string;
let running: Functions[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'functions-'));
});

afterEach(async () => {
  await Promise.all(running.map((functions) => functions.close()));
  running = [];
  await rm(root, { recursive: true });
});

/** A built function, as it lies in the folder that is deployed. */
async function deploy(name: string, code: string): Promise<void> {
  await mkdir(join(root, name), { recursive: true });
  await writeFile(join(root, name, 'index.js'), code);
}

async function start(options: Partial<FunctionsOptions> = {}): Promise<Functions> {
  const functions = await startFunctions({
    port: 0,
    root,
    environment: { GREETING: 'hello' },
    appId: 'wxexample',
    openId: 'oDeveloper',
    onLine: () => undefined,
    ...options,
  });
  running.push(functions);
  return functions;
}

async function post(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: text });
  return { status: response.status, body: await response.json() };
}

const whoami = (context: string) => `
  const who = ${context};
  exports.main = async () => {
    const before = who();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { before, after: who(), pid: process.pid };
  };
`;
/** As the real package tells it, which takes as long to load as ten processes to start. */
const bySdk = whoami(
  `require(${JSON.stringify(join(__dirname, '../../node_modules/wx-server-sdk'))}).getWXContext`,
);
/** As it is told to a process. */
const byEnvironment = whoami('() => ({ OPENID: process.env.WX_OPENID, APPID: process.env.WX_APPID })');

interface Who {
  before: { OPENID: string; APPID: string };
  after: { OPENID: string; APPID: string };
  pid: number;
}

describe('a call', () => {
  test('gets what it carries, who calls, the settings, and answers JSON', async () => {
    await deploy(
      'echo',
      'exports.main = (event, context) => ({ event, context, greeting: process.env.GREETING, left: undefined })',
    );
    const functions = await start();
    expect(await functions.call('echo', { photo: '相册' })).toEqual({
      event: { photo: '相册', userInfo: { appId: 'wxexample', openId: 'oDeveloper' } },
      context: { request_id: expect.any(String), function_name: 'echo', time_limit_in_ms: 10_000 },
      greeting: 'hello',
    });
    expect(functions.invocations('echo')).toBe(1);
    expect(functions.invocations('other')).toBe(0);
  });

  test('answers null for a function that returns nothing', async () => {
    await deploy('nothing', 'exports.main = () => {}');
    expect(await (await start()).call('nothing', {})).toBeNull();
  });

  test("sees nothing of the developer's environment", async () => {
    await deploy('environment', 'exports.main = () => Object.keys(process.env)');
    process.env.SECRET_OF_THE_DEVELOPER = 'x';
    try {
      const names = await (await start()).call('environment', {});
      expect(names).toEqual(expect.arrayContaining(['GREETING', 'WX_OPENID', 'TZ']));
      expect(names).not.toContain('SECRET_OF_THE_DEVELOPER');
      expect(names).not.toContain('HOME');
    } finally {
      delete process.env.SECRET_OF_THE_DEVELOPER;
    }
  });

  test('passes on what the function prints', async () => {
    await deploy('talk', 'exports.main = () => { console.log("one\\ntwo"); console.error("three") }');
    const printed: string[] = [];
    const heard = new Promise<void>((resolve, reject) => {
      const onLine = (name: string, line: string) => {
        printed.push(`${name}: ${line}`);
        if (printed.length === 3) called.then(() => resolve(), reject);
      };
      // Until it has answered, the end of the test would be the end of its process.
      const called = start({ onLine }).then((functions) => functions.call('talk', {}));
      called.catch(reject);
    });
    await heard;
    expect(printed.sort()).toEqual(['talk: one', 'talk: three', 'talk: two']);
  });
});

describe('callers', () => {
  test('at the same time do not mix, with the real wx-server-sdk', async () => {
    await deploy('whoami', bySdk);
    const functions = await start();
    // The second round finds the processes of the first one, which have served somebody else.
    for (const callers of [
      ['oOne', 'oTwo'],
      ['oTwo', 'oThree'],
    ]) {
      const answers = await Promise.all(callers.map((openId) => functions.call('whoami', {}, openId)));
      const seen = answers as Who[];
      const expected = callers.map((OPENID) => ({ OPENID, APPID: 'wxexample' }));
      expect(seen.map(({ before }) => before)).toEqual(expected);
      expect(seen.map(({ after }) => after)).toEqual(expected);
    }
    expect(functions.invocations('whoami')).toBe(4);
  });

  testWide('are served by ten processes at most, which are used again', async () => {
    await deploy('pid', 'exports.main = async () => process.pid');
    const functions = await start();
    const pids = await Promise.all(Array.from({ length: 24 }, () => functions.call('pid', {})));
    expect(pids).toHaveLength(24);
    expect(new Set(pids).size).toBeLessThanOrEqual(10);
  });

  test('one after the other share a warm process, and it knows each', async () => {
    await deploy('whoami', byEnvironment);
    const functions = await start();
    const one = (await functions.call('whoami', {}, 'oOne')) as Who;
    const two = (await functions.call('whoami', {}, 'oTwo')) as Who;
    expect([one.after.OPENID, two.before.OPENID]).toEqual(['oOne', 'oTwo']);
    expect(two.pid).toBe(one.pid);
  });

  test('come by HTTP with the code of their login', async () => {
    await deploy('whoami', byEnvironment);
    const { url } = await start();
    const openIdOf = async (code: unknown) => {
      const { body } = await post(`${url}/whoami`, { code });
      return (body as Who).before.OPENID;
    };
    expect(await openIdOf('local-oSomebody_-1')).toBe('oSomebody_-1');
    expect(await openIdOf('the code is a mock one')).toBe('oDeveloper');
    expect(await openIdOf(undefined)).toBe('oDeveloper');
    expect((await post(`${url}/whoami`, '')).status).toBe(200);
  });

  test.each(['local-', 'local-*', 'local-a/b', 'local-a\0b', `local-${'a'.repeat(65)}`])(
    'with the code %j are refused',
    async (code) => {
      await deploy('whoami', byEnvironment);
      const functions = await start();
      expect(await post(`${functions.url}/whoami`, { code })).toEqual({
        status: 400,
        body: { errMsg: expect.stringContaining('letters, digits, _ and -') },
      });
      expect(functions.invocations('whoami')).toBe(0);
    },
  );
});

describe('a failure is told as WeChat does', () => {
  const prefix = 'cloud.callFunction:fail Error: errCode: ';

  test('the function throws', async () => {
    await deploy('broken', 'exports.main = async () => { throw new TypeError("no such photo") }');
    const functions = await start();
    const errMsg = expect.stringMatching(
      /^cloud\.callFunction:fail Error: errCode: -504002 functions execute fail \| errMsg: TypeError: no such photo\n {4}at exports\.main \(\/var\/user\/index\.js:1:/,
    );
    await expect(functions.call('broken', {})).rejects.toMatchObject({ errCode: -504002, message: errMsg });
    expect(await post(`${functions.url}/broken`, {})).toEqual({ status: 500, body: { errMsg } });
  });

  const broken: [what: string, code: string, says: string][] = [
    ['throws no error', 'exports.main = () => { throw { photo: 1 } }', '{ photo: 1 }'],
    ['answers what is no JSON', 'exports.main = () => 1n', 'BigInt'],
    ['does not load', 'require("./missing")', "Cannot find module './missing'"],
    ['is no program', 'exports.main = (', 'SyntaxError'],
    ['has no main', 'exports.handler = () => 1', 'does not export a function "main"'],
    ['ends its process', 'exports.main = () => process.exit(7)', '7 code exit unexpected'],
    [
      'loses a rejection',
      'exports.main = () => { Promise.reject(new Error("lost")); return new Promise(() => {}) }',
      '1 code exit unexpected',
    ],
  ];
  const few = ['does not load', 'ends its process', 'loses a rejection'];
  test.each(fewOf(broken, ([what]) => few.includes(what)))('the function %s', async (_what, code, says) => {
    await deploy('broken', code);
    const functions = await start();
    await expect(functions.call('broken', {})).rejects.toMatchObject({
      errCode: -504002,
      message: expect.stringContaining(says),
    });
    await deploy('fine', 'exports.main = () => 1');
    expect(await functions.call('fine', {})).toBe(1);
  });

  test.each([
    ['waits for ever', 'exports.main = () => new Promise(() => {})'],
    ['never gives the processor back', 'exports.main = () => { for (;;); }'],
  ])('the function %s', async (_what, code) => {
    await deploy('slow', code);
    const functions = await start({ timeLimitSeconds: 0.2 });
    const message = `${prefix}-504003  | errMsg: Invoking task timed out after 0.2 seconds`;
    await expect(functions.call('slow', {})).rejects.toMatchObject({ message });
    expect(await post(`${functions.url}/slow`, {})).toEqual({ status: 500, body: { errMsg: message } });
  });

  test.each(['absent', '..', '.', '', 'a/b', 'with space', '%2e%2e', '1number'])(
    'there is no function %j',
    async (name) => {
      const functions = await start();
      const message = `${prefix}-501000  | errMsg: FunctionName parameter could not be found.`;
      await expect(functions.call(name, {})).rejects.toMatchObject({ message });
      expect(await post(`${functions.url}/${name}`, {})).toEqual({ status: 500, body: { errMsg: message } });
    },
  );

  test('the call carries too much', async () => {
    await deploy('echo', 'exports.main = () => 1');
    const { url } = await start();
    expect(await post(`${url}/echo`, { text: 'x'.repeat(6_000_000) })).toEqual({
      status: 500,
      body: { errMsg: expect.stringContaining('-403001') },
    });
  });

  test.each(['{', '[]', '"text"', 'null'])('the body is %s', async (body) => {
    await deploy('echo', 'exports.main = () => 1');
    const { url } = await start();
    expect(await post(`${url}/echo`, body)).toEqual({ status: 400, body: { errMsg: expect.any(String) } });
    expect((await fetch(`${url}/echo`)).status).toBe(405);
  });

  test('the body has a field named as what every object has', async () => {
    await deploy('echo', 'exports.main = (event) => Object.keys(event)');
    const { url } = await start();
    const { body } = await post(`${url}/echo`, '{"constructor":1,"toString":2}');
    expect(body).toEqual(['constructor', 'toString', 'userInfo']);
  });

  test('the body is of another type than a Mini Program sends', async () => {
    const functions = await start();
    const response = await fetch(`${functions.url}/echo`, { method: 'POST', body: '{}' });
    expect([response.status, functions.invocations('echo')]).toEqual([415, 0]);
  });
});

describe('processes', () => {
  const count = 'let calls = 0; exports.main = () => ({ calls: ++calls, pid: process.pid })';

  test('a function that was built anew is loaded anew', async () => {
    await deploy('version', 'exports.main = () => 1');
    const functions = await start();
    expect(await functions.call('version', {})).toBe(1);
    await deploy('version', 'exports.main = () => 2');
    await utimes(join(root, 'version/index.js'), new Date(), new Date(Date.now() + 5000));
    expect(await functions.call('version', {})).toBe(2);
  });

  test('a process that was busy while its function was built anew is not used again', async () => {
    const code = (version: number) =>
      `exports.main = async ({ wait }) => { await new Promise((done) => setTimeout(done, wait)); return ${version} }`;
    await deploy('version', code(1));
    const functions = await start();
    expect(await functions.call('version', { wait: 0 })).toBe(1);
    const busy = functions.call('version', { wait: 1500 });
    // Until it runs.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await deploy('version', code(2));
    await utimes(join(root, 'version/index.js'), new Date(), new Date(Date.now() + 5000));
    expect(await functions.call('version', { wait: 0 })).toBe(2);
    expect(await busy).toBe(1);
    const after = await Promise.all([0, 0].map((wait) => functions.call('version', { wait })));
    expect(after).toEqual([2, 2]);
  });

  test('a function that nobody calls is ended, and starts again', async () => {
    await deploy('count', count);
    const functions = await start({ idleSeconds: 0.05 });
    const first = (await functions.call('count', {})) as { pid: number };
    await ended(first.pid);
    expect(await functions.call('count', {})).toMatchObject({ calls: 1 });
  });

  test('closing ends them, and what is under way fails', async () => {
    await deploy('count', count);
    await deploy('slow', 'exports.main = () => { console.log("called"); return new Promise(() => {}) }');
    const called = new Promise<Functions>((resolve) => {
      start({ onLine: () => running[0] && resolve(running[0]) }).then((functions) => {
        functions.call('slow', {}).catch(() => undefined);
      });
    });
    const functions = await called;
    const { pid } = (await functions.call('count', {})) as { pid: number };
    const underWay = expect(functions.call('slow', {})).rejects.toThrow('exit unexpected');
    await functions.close();
    running = [];
    await underWay;
    await ended(pid);
  });

  test('they end with the runner, even when it is killed', async () => {
    // As a pool of connections does, the timer keeps the process alive.
    await deploy('count', `setInterval(() => undefined, 1000); ${count}`);
    const main = join(root, 'main.ts');
    const startFile = join(__dirname, '../../dev/functions/startFunctions');
    await writeFile(
      main,
      `import { startFunctions } from ${JSON.stringify(startFile)};
       startFunctions({ port: 0, root: ${JSON.stringify(root)}, environment: {}, appId: 'a', openId: 'o' })
         .then((functions) => functions.call('count', {}))
         .then((answer) => console.log(JSON.stringify(answer)));`,
    );
    const runner = spawn(process.execPath, [...typeScriptProgram, main], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = await once(createInterface({ input: runner.stdout }), 'line');
      const { pid } = JSON.parse(line) as { pid: number };
      runner.kill('SIGKILL');
      await once(runner, 'exit');
      await ended(pid);
    } finally {
      runner.kill('SIGKILL');
    }
  });
});

/** Resolves when there is no such process; there is no event for that of a process that is not one's own. */
async function ended(pid: number): Promise<void> {
  while (await isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function isRunning(pid: number): Promise<boolean> {
  if (process.platform !== 'linux')
    return execFileSync('ps', ['-A', '-o', 'pid=']).toString().includes(`${pid}`);
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // A zombie has ended; whoever adopted it has not looked yet.
  return state !== undefined && !/\) Z /.test(state);
}
