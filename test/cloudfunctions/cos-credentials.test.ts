import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../cloudfunctions/cos-credentials/src/answerFor';
import { createPolicy, prefixOf } from '../../cloudfunctions/cos-credentials/src/createPolicy';
import { readSettings } from '../../cloudfunctions/cos-credentials/src/settings';
import { openSessionToken } from '../../dev/cam/sessionToken';
import { type Functions, startFunctions } from '../../dev/functions/startFunctions';
import { listen } from '../../dev/http/listen';
import { type StsServer, startStsServer } from '../../dev/sts-server/startStsServer';

/** The function as it is built and deployed, with the real packages, against a real STS server. */

const root = join(__dirname, '../../cloudfunctions');
const rootKey = { secretId: 'AKIDexample', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' };
const environment = {
  SECRET_ID: rootKey.secretId,
  SECRET_KEY: rootKey.secretKey,
  BUCKET: 'examplebucket-1250000000',
  REGION: 'ap-guangzhou',
};

let sts: StsServer;
/** As it is deployed. A call that fails ends its process, and the start of another takes as long as ten tests. */
let deployed: Functions;
/** The same for many settings and failures: a call names the settings, and answers what it failed with. */
let withSettings: Functions;
let settable: string;
/** Answers in place of STS, over HTTP. */
let stranger: Server;
let strangerUrl: string;
let strangerSays: (authorization: string) => string;
/** The functions' log. */
let printed: string[];

beforeAll(async () => {
  sts = await startStsServer({ port: 0, ...rootKey });
  stranger = createServer(({ headers }, response) => {
    response.end(strangerSays(headers.authorization ?? ''));
  });
  strangerUrl = (await listen(stranger, 0, '127.0.0.1')).url;
  deployed = await run(root);
  settable = await mkdtemp(join(tmpdir(), 'settable-'));
  await mkdir(join(settable, 'cos-credentials'));
  await writeFile(
    join(settable, 'cos-credentials/index.js'),
    `const { main } = require(${JSON.stringify(join(root, 'cos-credentials/index.js'))});
     exports.main = ({ settings }) => {
       Object.assign(process.env, settings);
       return main().catch(({ stack }) => ({ failed: stack }));
     };`,
  );
  withSettings = await run(settable);
});

afterAll(async () => {
  await deployed.close();
  await withSettings.close();
  await rm(settable, { recursive: true });
  await sts.close();
  stranger.closeAllConnections();
  stranger.close();
});

beforeEach(() => {
  printed = [];
});

/** Starts what is in this folder. */
const run = (folder: string): Promise<Functions> =>
  startFunctions({
    port: 0,
    root: folder,
    environment: { ...environment, STS_ENDPOINT: sts.url },
    appId: 'wxexample',
    openId: 'oDeveloper',
    onLine: (_name, line) => printed.push(line),
  });

/** Waits until the function has printed a line: it comes by another way than the answer. */
async function line(pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = printed.find((line) => pattern.test(line));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${pattern} was not printed, but ${JSON.stringify(printed)}`);
}

const ask = async (functions: Functions, openId?: string) =>
  (await functions.call('cos-credentials', {}, openId)) as Answer;

/** With these settings on top of those of the deployed one. */
const askWith = async (changes: Record<string, string>, openId?: string) => {
  const optional = { DURATION_SECONDS: '', MAX_UPLOAD_BYTES: '' };
  const settings = { ...optional, ...environment, STS_ENDPOINT: sts.url, ...changes };
  const answer = await withSettings.call('cos-credentials', { settings }, openId);
  const { failed } = answer as { failed?: string };
  if (failed !== undefined) throw new Error(failed);
  return answer as Answer;
};
/** Asks the stranger. */
const askMisled = () => askWith({ STS_ENDPOINT: strangerUrl });

test('answers a key for the caller, whose policy is the one for the caller', async () => {
  const before = Math.floor(Date.now() / 1000);
  const answer = await ask(deployed, 'oAlice');
  expect(answer).toEqual({
    credentials: {
      tmpSecretId: expect.stringMatching(/^AKID[\w-]{60}$/),
      tmpSecretKey: expect.any(String),
      sessionToken: expect.any(String),
    },
    startTime: expect.any(Number),
    expiredTime: answer.startTime + 1800,
    bucket: 'examplebucket-1250000000',
    region: 'ap-guangzhou',
    prefix: 'users/oAlice/',
    maxUploadBytes: 209_715_200,
    maxLinkSeconds: 604_800,
    allows: expect.objectContaining({
      'name/cos:GetBucket': {},
      'name/cos:UploadPart': { maxBytes: 209_715_200 + 64 * 1024 },
    }),
  });
  expect(answer.startTime - before).toBeGreaterThanOrEqual(0);
  expect(answer.startTime - before).toBeLessThan(30);
  expect(openSessionToken(rootKey, answer.credentials.sessionToken)).toMatchObject({
    tmpSecretId: answer.credentials.tmpSecretId,
    tmpSecretKey: answer.credentials.tmpSecretKey,
    policy: createPolicy(readSettings(environment), 'oAlice'),
    expires: answer.expiredTime,
  });
});

test('two callers at once get a key each, for their own prefix', async () => {
  const issued = sts.issued();
  const callers = ['oAlice', 'oBob', 'oAlice', 'oBob'];
  const answers = await Promise.all(callers.map((openId) => ask(deployed, openId)));
  answers.forEach((answer, index) => {
    const prefix = prefixOf(callers[index] ?? '');
    expect(answer.prefix).toBe(prefix);
    const policy = JSON.stringify(openSessionToken(rootKey, answer.credentials.sessionToken)?.policy);
    expect(policy).toContain(`/${prefix}*`);
    expect(policy).not.toContain(prefix === 'users/oBob/' ? 'oAlice' : 'oBob');
  });
  expect(new Set(answers.map(({ credentials }) => credentials.tmpSecretId)).size).toBe(4);
  expect(sts.issued()).toBe(issued + 4);
});

test('answers the same JSON by HTTP, to the code of a login', async () => {
  const response = await fetch(`${deployed.url}/cos-credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'local-oCarol' }),
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ prefix: 'users/oCarol/', bucket: environment.BUCKET });
});

test('takes nothing from what the call carries', async () => {
  const carried = { openId: 'oBob', userInfo: { openId: 'oBob' }, prefix: '', bucket: 'other-1250000000' };
  expect(await deployed.call('cos-credentials', carried, 'oAlice')).toMatchObject({
    prefix: 'users/oAlice/',
    bucket: environment.BUCKET,
  });
});

test('the settings hold', async () => {
  const answer = await askWith({ DURATION_SECONDS: '900', MAX_UPLOAD_BYTES: '1048576' });
  expect(answer.expiredTime - answer.startTime).toBe(900);
  expect(answer.maxUploadBytes).toBe(1_048_576);
});

test('the log has one line for each key: whose, for what, until when, and the request id of STS', async () => {
  const answer = await ask(deployed, 'oAlice');
  const expires = new Date(answer.expiredTime * 1000).toISOString();
  expect(await line(/oAlice/)).toMatch(
    new RegExp(
      `^cos-credentials: issued a key: openid=oAlice prefix=users/oAlice/ expires=${expires} sts-request=[\\da-f-]{36}$`,
    ),
  );
  await ask(deployed, 'oBob');
  await line(/oBob/);
  expect(printed).toHaveLength(2);
  for (const secret of [rootKey.secretKey, ...Object.values(answer.credentials)]) {
    expect(printed.join()).not.toContain(secret);
  }
});

describe("what STS says stays in the function's log", () => {
  const refusal = (Code: string, Message: string, RequestId = '4f3c2a10-0000-4000-8000-000000000000') =>
    JSON.stringify({ Response: { Error: { Code, Message }, RequestId } });

  test('the phone gets the code, the setting and the request id', async () => {
    strangerSays = () => refusal('AuthFailure.SignatureFailure', 'Words\nof STS.');
    const error = await askMisled().catch((error: Error) => error.message);
    expect(error).toContain('AuthFailure.SignatureFailure');
    expect(error).toContain('SECRET_KEY');
    expect(error).toContain('4f3c2a10-0000-4000-8000-000000000000');
    expect(error).not.toContain('Words');
    expect(await line(/Words/)).toBe(
      'cos-credentials: STS refused a key: code=AuthFailure.SignatureFailure sts-request=4f3c2a10-0000-4000-8000-000000000000 Words of STS.',
    );
  });

  test.each([
    [
      'the id and the key the wrong way round',
      { SECRET_ID: rootKey.secretKey, SECRET_KEY: rootKey.secretId },
    ],
    ['the key in the place of both', { SECRET_ID: rootKey.secretKey }],
    ['the key in the place of the id', { SECRET_ID: rootKey.secretKey, SECRET_KEY: 'other' }],
  ])(
    '%s: the secret is told to nobody, by the local STS or by one that quotes the id',
    async (_what, settings) => {
      strangerSays = (authorization) => {
        const [, id = ''] = /Credential=([^/]+)/.exec(authorization) ?? [];
        return refusal('AuthFailure.SecretIdNotFound', `There is no ${id}, ${encodeURIComponent(id)}.`, id);
      };
      for (const endpoint of [sts.url, strangerUrl]) {
        const error = await askWith({ ...settings, STS_ENDPOINT: endpoint }).catch(
          (error: Error) => error.message,
        );
        expect(error).toContain('SECRET_ID');
        expect(error).not.toContain(rootKey.secretKey);
      }
      expect(printed.join()).not.toContain(rootKey.secretKey);
    },
  );

  test.each([
    ['InvalidParameter.PolicyTooLong', 'contentTypes.ts'],
    ['InvalidParameter.OverTimeError', 'DURATION_SECONDS'],
    ['UnauthorizedOperation', 'sts:GetFederationToken'],
    ['InternalError.DbError', 'Look the code up'],
  ])('%s: %s', async (code, says) => {
    strangerSays = () => refusal(code, 'Words');
    const failed = askMisled();
    await expect(failed).rejects.toThrow(code);
    await expect(failed).rejects.toThrow(says);
  });

  test('a code or a request id that is no such thing is not passed on either', async () => {
    strangerSays = () => refusal('A code\nof words', 'Words', 'An id of words');
    const error = await askMisled().catch((error: Error) => error.message);
    expect(error).toContain('STS refused a key');
    expect(error).not.toContain('words');
    await line(/An id of words/);
  });

  test.each([
    ['no JSON', '<html>Login of this Wi-Fi</html>'],
    ['no answer of STS', '{"Hello":"Login of this Wi-Fi"}'],
  ])('%s', async (_what, text) => {
    strangerSays = () => text;
    const error = await askMisled().catch((error: Error) => error.message);
    expect(error).toContain('STS could not be asked. Check STS_ENDPOINT');
    expect(error).not.toMatch(/html|JSON|undefined|127\.0\.0\.1/);
    await line(/STS could not be asked at http:\/\/127\.0\.0\.1/);
  });
});

describe('a failure says what to do', () => {
  test.each<[what: string, settings: Record<string, string>, says: string[]]>([
    ['settings are missing', { SECRET_ID: '', REGION: '' }, ['SECRET_ID is missing', 'REGION is missing']],
    ['the id is wrong', { SECRET_ID: 'AKIDother' }, ['AuthFailure.SecretIdNotFound', 'Correct SECRET_ID']],
    ['the key is wrong', { SECRET_KEY: 'other' }, ['AuthFailure.SignatureFailure', 'Correct SECRET_KEY']],
  ])('%s', async (_what, settings, says) => {
    const failed = askWith(settings);
    await expect(failed).rejects.toThrow('Error: cos-credentials: ');
    for (const text of says) await expect(failed).rejects.toThrow(text);
  });

  test('STS is not to be reached', async () => {
    const gone = await startStsServer({ port: 0, ...rootKey });
    await gone.close();
    const failed = askWith({ STS_ENDPOINT: gone.url });
    await expect(failed).rejects.toThrow('STS could not be asked. Check STS_ENDPOINT');
    await expect(failed).rejects.not.toThrow(String(gone.port));
    expect(await line(/could not be asked/)).toContain(`at ${gone.url}: `);
  });

  test('something else answers in place of STS', async () => {
    strangerSays = () => '{"Response":{"Hello":"world"}}';
    const failed = askMisled();
    await expect(failed).rejects.toThrow('STS answered without a key');
  });

  test('nobody calls', async () => {
    const issued = sts.issued();
    await expect(ask(deployed, '')).rejects.toThrow(
      /errCode: -504002 functions execute fail \| errMsg: Error: cos-credentials: .*there is no openid/,
    );
    expect(sts.issued()).toBe(issued);
  });

  test.each(['*', 'a/b', '..', '1', '01', 'o*', 'o?', `o${'a'.repeat(64)}`])(
    'the openid is %j',
    async (openId) => {
      const issued = sts.issued();
      await expect(askWith({}, openId)).rejects.toThrow('not of the form that WeChat gives');
      expect(sts.issued()).toBe(issued);
    },
  );
});

describe('what is deployed', () => {
  const folder = join(root, 'cos-credentials');

  test('is one file that runs away from this repository, and needs no install', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'deployed-'));
    await mkdir(join(elsewhere, 'cos-credentials'));
    await copyFile(join(folder, 'index.js'), join(elsewhere, 'cos-credentials/index.js'));
    const functions = await run(elsewhere);
    try {
      expect((await ask(functions)).prefix).toBe('users/oDeveloper/');
    } finally {
      await functions.close();
    }
    await rm(elsewhere, { recursive: true });
    expect((await stat(join(folder, 'index.js'))).size).toBeLessThan(4 * 1024 * 1024);
    const { main, dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    expect({ main, dependencies }).toEqual({ main: 'index.js' });
  });

  test('asks for no open API', async () => {
    const config = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));
    expect(config).toEqual({ permissions: { openapi: [] } });
  });

  test('has no setting, secret or not, in it', async () => {
    const code = await readFile(join(folder, 'index.js'), 'utf8');
    expect(code).not.toMatch(/AKID[A-Za-z0-9]{12}/);
  });
});
