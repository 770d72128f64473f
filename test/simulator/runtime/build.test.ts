import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildMiniProgram } from '../../../dev/simulator/in-node/build/buildMiniProgram';
import { browserUnits } from '../../../dev/simulator/messages/styleUnits';

const source = join(__dirname, 'fixtures', 'tour');

describe('a source that cannot be built is named with file and line', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['JSON', { 'app.json': '{\n  "pages": [,]\n}' }, 'app.json:2:13: no valid JSON'],
    [
      'a page without a template',
      { 'app.json': '{\n  "pages": ["pages/none/none"]\n}' },
      'app.json:2:13: the page',
    ],
    [
      'a page that Skyline would draw',
      { 'app.json': '{\n  "pages": ["pages/start/start"],\n  "renderer": "skyline"\n}' },
      'app.json:3:3: Skyline is not simulated: pages/start/start.json needs',
    ],
    [
      'a page that asks for Skyline',
      { 'pages/styles/styles.json': '{\n  "renderer": "skyline"\n}' },
      'pages/styles/styles.json:2:3: Skyline is not simulated',
    ],
    [
      'TypeScript',
      { 'pages/start/start.ts': 'const a = 1;\nconst b = ;\n' },
      'pages/start/start.ts:2:11: Unexpected',
    ],
    [
      'WXML',
      { 'pages/start/start.wxml': '<view>\n{{a?.b}}</view>' },
      'pages/start/start.wxml:2:4: unexpected',
    ],
    [
      'a missing include',
      { 'pages/start/start.wxml': '<view class="none" />\n<include src="./none.wxml" />' },
      'pages/start/start.wxml:2:10: there is no file pages/start/none.wxml.',
    ],
    [
      'a missing import',
      { 'pages/start/start.wxml': '<import src="/none.wxml" />' },
      'pages/start/start.wxml:1:9: there is no file none.wxml.',
    ],
    [
      'a missing wxs',
      { 'pages/start/start.wxml': '\n\n<wxs module="m" src="none.wxs" />' },
      'pages/start/start.wxml:3:17: there is no file pages/start/none.wxs.',
    ],
    [
      'a wxs that requires a missing one',
      { 'pages/start/add.wxs': "\nvar a = require('./none.wxs');" },
      'pages/start/add.wxs:2:9: there is no file pages/start/none.wxs.',
    ],
    [
      'a wxs in WXML that requires a missing one',
      { 'pages/start/start.wxml': '\n<wxs module="m">var a = require(\'./none.wxs\');</wxs>' },
      'pages/start/start.wxml:2:25: there is no file pages/start/none.wxs.',
    ],
    [
      'a wxs in WXML that is no ES5',
      { 'pages/start/start.wxml': '<view />\n<wxs module="m">\nconst a = 1;</wxs>' },
      'pages/start/start.wxml:3:1: Transforming const',
    ],
    [
      'a wxs that is no ES5',
      { 'pages/start/add.wxs': '\nconst a = 1;' },
      'pages/start/add.wxs:2:1: Transforming const',
    ],
    [
      'WXSS',
      { 'pages/styles/styles.wxss': '.a {\n  color: red;\n' },
      'pages/styles/styles.wxss:1:1: Unclosed block',
    ],
    [
      'a missing @import',
      { 'pages/styles/styles.wxss': ".a {}\n@import './none.wxss';" },
      'pages/styles/styles.wxss:2:1: @import: there is no file pages/styles/none.wxss.',
    ],
    [
      'an unknown component',
      { 'pages/events/events.json': '{\n  "usingComponents": { "thing": "./thing" }\n}' },
      'pages/events/events.json:2:24: usingComponents: there is no component "./thing" for <thing>.',
    ],
    [
      'a component of a subpackage without a placeholder',
      {
        'extra/far.json': '{ "component": true }',
        'extra/far.wxml': '',
        'extra/far.ts': 'Component({});',
        'pages/events/events.json': '{\n  "usingComponents": { "far": "/extra/far" }\n}',
      },
      'pages/events/events.json:2:24: usingComponents: <far> is in the subpackage extra, which WeChat loads later',
    ],
    [
      'a theme that is not there',
      { 'app.json': '{\n "pages": ["pages/events/events"],\n "themeLocation": "dark.json"\n}' },
      'app.json:3:2: themeLocation: there is no file dark.json.',
    ],
    [
      'a theme that lacks a color',
      { 'theme.json': '{ "light": { "bar": "#ffffff", "barText": "black" }, "dark": { "bar": "#000000" } }' },
      'theme.json has no "barText" for dark.',
    ],
  ];

  test.each(cases)('%s', async (_what, overrides, message) => {
    await expect(buildMiniProgram({ source, overrides })).rejects.toThrow(message);
  });

  test('a folder that is no Mini Program', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'empty-'));
    await expect(buildMiniProgram({ source: empty })).rejects.toThrow('app.json: there is no such file');
    await rm(empty, { recursive: true });
  });
});

test('every page is built, with the components that it uses', async () => {
  const { components, pages, packages } = await buildMiniProgram({ source });
  expect(Object.keys(components).sort()).toEqual([
    'extra/pages/late/late',
    'pages/events/events',
    'pages/form/form',
    'pages/parts/parts',
    'pages/start/start',
    'pages/styles/styles',
    'parts/counter/counter',
    'parts/ghost/ghost',
    'parts/panel/panel',
    'parts/stars/stars',
  ]);
  expect(pages[0]).toBe('pages/start/start');
  expect(packages).toEqual(['extra']);
});

test('of a tag, an id or an attribute in the styles of a component it warns as WeChat does, each time', async () => {
  const overrides = {
    'parts/counter/counter.wxss':
      "@import '../more.wxss';\n.a {}\n.b,\n.a > view {}\n@media (min-width: 10px) {\n  #a {}\n}\n.a:not([hidden]) {}",
    'parts/more.wxss': '\ntext {}',
  };
  const words =
    'Some selectors are not allowed in component wxss, including tag name selectors, ID selectors, and attribute selectors: write a class instead of';
  for (const _time of ['first', 'second']) {
    const { components, warnings } = await buildMiniProgram({ source, overrides, cache: buildCache });
    expect(warnings.sort()).toEqual([
      `parts/counter/counter.wxss:4:6: ${words} "view".`,
      `parts/counter/counter.wxss:6:3: ${words} "#a".`,
      `parts/counter/counter.wxss:8:8: ${words} "[hidden]".`,
      `parts/more.wxss:2:1: ${words} "text".`,
    ]);
    expect(components['parts/counter/counter']?.style).toContain('wx-text {}');
  }
});

test('what WeChat has in no file of the Mini Program stays empty, with a warning', async () => {
  const overrides = {
    'pages/events/events.json':
      '{\n  "usingComponents": {\n "one": "plugin://a/b",\n "two": "weui-miniprogram/icon/icon" }\n}',
    'app.json': '{ "pages": ["pages/events/events"], "useExtendedLib": { "weui": true } }',
  };
  expect(await buildMiniProgram({ source, overrides })).toMatchObject({
    components: { 'pages/events/events': { config: { usingComponents: {} } } },
    warnings: [
      'pages/events/events.json:3:2: <one> stays empty: plugins are not simulated.',
      'pages/events/events.json:4:2: <two> stays empty: useExtendedLib is not simulated.',
    ],
  });
});

test('the number in :nth-child() is no tag', async () => {
  const styles = {
    'parts/counter/counter.wxss': '.a:nth-child(2n + 1) {}',
    'pages/start/start.wxss': 'view:nth-of-type(2) {}',
  };
  const { components } = await buildMiniProgram({ source, overrides: styles });
  expect(components['parts/counter/counter']?.style).toMatch(/a:nth-child\(2n \+ 1\) \{\}$/);
  expect(components['pages/start/start']?.style).toBe('wx-view:nth-of-type(2) {}');
});

test('lengths become lengths of a browser, text stays as it is', () => {
  expect(browserUnits('10rpx -1.5rpx')).toBe('calc(10 * 100vw / 750) calc(-1.5 * 100vw / 750)');
  expect(browserUnits('100vh')).toBe('calc(100 * var(--page-vh, 1vh))');
  expect(browserUnits('env(safe-area-inset-bottom)')).toBe('var(--safe-area-inset-bottom)');
  expect(browserUnits('url("a 10rpx.png") "5rpx"')).toBe('url("a 10rpx.png") "5rpx"');
});
