import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerAlbum } from './support/answerAlbum';
import { jsdom } from './support/browsers';
import { makePhoto, makeVideo } from './support/media';
import { element, Screens } from './support/screens';
import { type Product, startProduct } from './support/startProduct';
import { until } from './support/until';

/** The rights that the README of the cloud function tells a person to give: enough for everything, and not too many. */

interface PolicyDocument {
  version: string;
  statement: { effect: string; action: string[]; resource: string[] }[];
}

let product: Product;
afterEach(() => product?.close());

async function policyOfReadme(): Promise<PolicyDocument> {
  const readme = await readFile(join(__dirname, '../../cloudfunctions/cos-credentials/README.md'), 'utf8');
  const [, json = ''] = /```json\n(\{\n {2}"version"[\s\S]*?)```/.exec(readme) ?? [];
  return JSON.parse(json);
}

async function start(ownerPolicy: PolicyDocument): Promise<Screens> {
  product = await startProduct(jsdom, { cloud: { ownerPolicy } });
  return new Screens(product);
}

test('it is enough to upload in one request and in parts, to list, to save and to delete', async () => {
  const screens = await start(await policyOfReadme());
  await screens.openGallery();
  const transfers = await screens.upload('chat', [
    { name: 'a.jpg', bytes: await makePhoto(400, 300) },
    { name: 'b.mp4', bytes: makeVideo(6_000_000) },
  ]);
  expect(await screens.transferStates(transfers)).toEqual(['done', 'done']);
  await screens.back();
  const object = await screens.openNewest();
  await answerAlbum(product, true);
  await screens.saveToAlbum();
  await product.miniProgram.mockWxMethod('showModal', { confirm: true, cancel: false });
  await (await element(object, '.delete-button')).tap();
  await screens.cosPage('gallery');
  await product.miniProgram.callWxMethod('navigateTo', { url: '../transfers/transfers' });
  await until('it is gone', async () => (await product.cloud.cos.objects()).length === 1);
  expect(product.cloud.cos.requests().filter(({ status }) => status === 403)).toEqual([]);
});

test('a temporary key can do no more than the sub-account', async () => {
  const policy = await policyOfReadme();
  for (const statement of policy.statement) {
    statement.action = statement.action.filter((action) => action !== 'name/cos:GetBucket');
  }
  const screens = await start(policy);
  const gallery = await screens.openGallery();
  const card = await element(gallery, '.failure-card');
  expect(await card.attribute('data-code')).toBe('access-denied');
  // The key allows it, so the card says where else to look, and for what.
  expect(await (await card.$('.failure-advice'))?.text()).toMatch(/CAM.*name\/cos:GetBucket/);
  const [refused] = product.cloud.cos.requests().filter(({ status }) => status === 403);
  expect(refused?.reason).toContain('The permanent credential may not do it');
});
