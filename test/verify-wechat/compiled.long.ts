import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchCompiler } from '../../dev/verify-wechat/fetchCompiler';
import { runCompiler } from '../../dev/verify-wechat/runCompiler';
import { answerAlbum } from '../e2e/support/answerAlbum';
import { jsdom } from '../e2e/support/browsers';
import { makePhoto, makeVideo, sha256 } from '../e2e/support/media';
import { Screens } from '../e2e/support/screens';
import { type Product, startProduct } from '../e2e/support/startProduct';
import { change } from './support/change';

/** What WeChat's compiler makes of this project, in the simulator: there it is the compiled scripts that run. */

jest.setTimeout(10 * 60_000);

const root = join(__dirname, '../..');

let dir: string;
let product: Product | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'compiled-'));
});
afterEach(async () => {
  await product?.close();
  product = undefined;
  await rm(dir, { recursive: true });
});

test.each([false, true])('with "es6": %s it uploads, shows and saves', async (es6) => {
  const [project, source] = [join(dir, 'project'), join(dir, 'compiled')];
  for (const name of ['project.config.json', 'miniprogram'])
    await cp(join(root, name), join(project, name), { recursive: true });
  for (const setting of ['es6', 'enhance'])
    await change(join(project, 'project.config.json'), `"${setting}": false`, `"${setting}":  ${es6}`);
  const compiler = await fetchCompiler(() => undefined);
  expect(await runCompiler(compiler, { kind: 'compile', project, output: source })).toEqual({ kind: 'done' });

  product = await startProduct(jsdom, { app: { source, root: 'cos' } });
  const screens = new Screens(product);
  await screens.openGallery();
  const photo = await makePhoto(300, 200);
  const files = [
    { name: 'a.jpg', bytes: photo },
    { name: 'b.mp4', bytes: makeVideo(9 * 1024 * 1024) },
  ];
  const transfers = await screens.upload('chat', files);
  expect(await screens.transferStates(transfers)).toEqual(['done', 'done']);
  await screens.back();
  await screens.openNewest();
  await answerAlbum(product, true);
  const saved = await screens.saveToAlbum();
  expect(files.map(({ bytes }) => sha256(bytes))).toContain(saved.sha256);
});
