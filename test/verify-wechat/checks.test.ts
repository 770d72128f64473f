import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLanguage } from '../../dev/verify-wechat/checkLanguage';
import { checkSources } from '../../dev/verify-wechat/checkSources';
import { overBudget, sizeTable } from '../../dev/verify-wechat/sizeTable';
import { change } from './support/change';

/** What `npm run verify:wechat` finds itself, beside WeChat's compiler. */

const miniprogram = join(__dirname, '../../miniprogram');

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'verify-wechat-test-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('pages and components that are not there, and pages that nobody lists', async () => {
  await cp(miniprogram, dir, { recursive: true });
  const faults = () => checkSources(dir, buildCache);
  expect(await faults()).toEqual([]);

  await change(join(dir, 'app.json'), /,\s*"pages\/doctor\/doctor"/, '');
  expect(await faults()).toEqual([
    'The page cos/pages/doctor/doctor is not in app.json. List it there, or delete its files.',
  ]);

  await change(join(dir, 'cos/pages/transfers/transfers.json'), '/progress-bar/', '/progress-line/');
  expect(await faults()).toEqual([
    'cos/pages/transfers/transfers.json:9:5: usingComponents: there is no component "../../components/progress-line/progress-bar" for <progress-bar>.',
  ]);

  await rm(join(dir, 'cos/pages/gallery/gallery.wxml'));
  expect(await faults()).toEqual([
    expect.stringContaining('the page cos/pages/gallery/gallery has no file cos/pages/gallery/gallery.wxml.'),
  ]);
});

test('a script that the oldest phones can not read', async () => {
  await writeFile(join(dir, 'old.js'), 'class A { b = c?.d ?? 1; async e({ f, ...g }) { this.b ??= f; } }');
  expect(await checkLanguage(dir)).toEqual([]);
  await writeFile(join(dir, 'new.js'), 'class A { static b = 1; }');
  expect(await checkLanguage(dir)).toEqual([
    "new.js can't be read by ios14 or chrome86 (dev/phoneLanguage.ts), because of: static b = 1;",
  ]);
});

test('sizes: own code, the SDK, and what is above a budget', () => {
  const rows = [
    { name: 'main', own: 10 * 1024, sdk: 0, budget: { own: 60 * 1024 } },
    { name: 'cos', own: 300 * 1024, sdk: 100.5 * 1024, budget: { own: 299 * 1024, withSdk: 400 * 1024 } },
  ];
  expect(sizeTable(rows).split('\n')).toEqual([
    '  KB    own  budget    SDK  together  budget',
    '  main   10      60               10',
    '  cos   300     299  100.5     400.5     400',
  ]);
  expect(overBudget(rows)).toEqual([
    'Too large: own code of cos has 300 KB, and its budget is 299 KB. Budgets are in dev/verify-wechat/budgets.ts.',
    'Too large: cos with the SDK has 400.5 KB, and its budget is 400 KB. Budgets are in dev/verify-wechat/budgets.ts.',
  ]);
});
