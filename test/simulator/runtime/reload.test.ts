import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browsersForWords, find, openTour, type Tour, topPage } from './support/openTour';

describe.each(browsersForWords)('a change of the source, with %s', (browser) => {
  let source: string;
  let tour: Tour;

  beforeAll(async () => {
    source = await mkdtemp(join(tmpdir(), 'tour-'));
    await cp(join(__dirname, 'fixtures', 'tour'), source, { recursive: true });
    tour = await openTour({ browser, source, watch: true });
  });
  afterAll(async () => {
    await tour.close();
    await rm(source, { recursive: true });
  });

  const change = async (file: string, edit: (text: string) => string): Promise<void> => {
    const path = join(source, file);
    await writeFile(path, edit(await readFile(path, 'utf8')));
  };
  const reloaded = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = tour.simulator.onReload(() => {
        stop();
        resolve();
      });
    });

  test('reloads the page; an error waits until it is mended', async () => {
    const first = reloaded();
    await change('pages/start/start.wxml', (text) => text.replace('Hello', 'Welcome'));
    await first;
    expect(await (await find(await topPage(tour.miniProgram), '#hello')).text()).toBe('Welcome you');

    const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const failed = new Promise<string>((resolve) => errors.mockImplementation(resolve));
    await change('pages/start/start.ts', (text) => text.replace('Page({', 'Page(({'));
    expect(await failed).toMatch(/pages\/start\/start\.ts:\d+:\d+: /);
    errors.mockRestore();
    expect(await (await find(await topPage(tour.miniProgram), '#hello')).text()).toBe('Welcome you');

    const second = reloaded();
    await change('pages/start/start.ts', (text) =>
      text.replace('Page(({', 'Page({').replace("'you'", "'all'"),
    );
    await second;
    expect(await (await find(await topPage(tour.miniProgram), '#hello')).text()).toBe('Welcome all');
  });
});
