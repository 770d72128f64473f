import { isWide } from '../../support/isWide';
import { jsdom } from '../support/browsers';
import { awkwardName, makePhoto, makeVideo, sha256 } from '../support/media';
import { element, Screens } from '../support/screens';
import type { Opened } from '../support/startProduct';
import { until } from '../support/until';
import { type Place, places } from './support/places';
import { startAnywhere } from './support/startAnywhere';

const variants = [
  { addressing: 'path-style', credentials: 'url' },
  { addressing: 'virtual-hosted', credentials: 'cloud-function' },
] as const;
/**
 * What differs between the two is not drawn, and test/flows/local-cloud.test.ts has both. DevTools would need a cloud environment of
 * WeChat's for the second.
 */
const second: Place = { kind: 'simulator', name: jsdom.name, browser: jsdom };
const withSecond = isWide && places.every(({ kind }) => kind === 'simulator');
const ways = [
  ...places.map((place) => ({ place, config: variants[0] })),
  ...(withSecond ? [{ place: second, config: variants[1] }] : []),
];

describe.each(ways)(
  'in $place.name, $config.addressing, keys by $config.credentials',
  ({ place, config }) => {
    let product: Opened;
    let screens: Screens;

    beforeAll(async () => {
      product = await startAnywhere(place, { config });
      screens = new Screens(product);
    });
    afterAll(() => product?.close());

    test('a photo with an awkward name goes up, is shown, and comes out in the album as it was', async () => {
      const photo = await makePhoto(800, 600);
      const gallery = await screens.openGallery();
      await element(gallery, '.empty');

      const transfers = await screens.upload('chat', [{ name: awkwardName, bytes: photo }]);
      expect(await screens.transferStates(transfers)).toEqual(['done']);
      await screens.back();

      await screens.openNewest();
      expect(await screens.nameOfObject()).toBe(awkwardName);
      await product.person.willAllowAlbum();
      const saved = await screens.saveToAlbum();
      expect(saved).toMatchObject({ type: 'image', size: photo.length, sha256: sha256(photo) });

      const [stored] = await product.cloud.cos.objects();
      expect(stored?.key).toContain(awkwardName);
      expect(stored?.key.startsWith('users/oLocalDeveloper/')).toBe(true);
      await screens.back();
    });

    test('a video of 9 MB goes up in parts and comes out as it was', async () => {
      const video = makeVideo(9 * 1024 * 1024);
      const transfers = await screens.upload('album', [{ name: 'VID_0001.mp4', bytes: video }]);
      expect(await screens.transferStates(transfers)).toContain('done');
      const operations = product.cloud.cos.requests().map(({ operation }) => operation);
      expect(operations.filter((operation) => operation === 'UploadPart').length).toBeGreaterThan(5);
      expect(operations).toContain('CompleteMultipartUpload');
      await screens.back();

      await screens.openNewest();
      const saved = await screens.saveToAlbum();
      expect(saved).toMatchObject({ type: 'video', size: video.length, sha256: sha256(video) });
      // In pieces, by signed URLs with Range and If-Match.
      const downloads = product.cloud.cos.requests().filter(({ operation }) => operation === 'GetObject');
      expect(downloads.filter(({ status }) => status === 206).length).toBeGreaterThan(1);
      await screens.back();
    });

    test('both are selected and saved together', async () => {
      const { person } = product;
      const before = (await person.album()).length;
      const gallery = await screens.cosPage('gallery');
      const [first, second] = await gallery.$$('.tile');
      await first?.longpress();
      await second?.tap();
      await (await element(gallery, '.selection-save')).tap();
      await until('both are in the album', async () => (await person.album()).length === before + 2);
      await until('it has ended', async () => (await gallery.data('selection')).state === 'ended');
      await (await element(gallery, '.selection-cancel')).tap();
      await element(gallery, '.upload-button');
    });

    test('a file is gone after it was deleted, and not when the person says no', async () => {
      const { miniProgram, cloud } = product;
      const before = (await cloud.cos.objects()).length;
      const object = await screens.openNewest();

      await miniProgram.mockWxMethod('showModal', { confirm: false, cancel: true });
      await (await element(object, '.delete-button')).tap();
      expect((await cloud.cos.objects()).length).toBe(before);

      await miniProgram.mockWxMethod('showModal', { confirm: true, cancel: false });
      await (await element(object, '.delete-button')).tap();
      const gallery = await screens.cosPage('gallery');
      await until('the tile is gone', async () => (await gallery.$$('.tile')).length === before - 1);
      // It could be had back there; whoever goes on does not want it.
      expect((await cloud.cos.objects()).length).toBe(before);
      await miniProgram.callWxMethod('navigateTo', { url: '../transfers/transfers' });
      await until('it is gone', async () => (await cloud.cos.objects()).length === before - 1);
    });

    test('the whole way needed one temporary key', () => {
      expect(product.cloud.functions.invocations('cos-credentials')).toBe(1);
    });

    test('nothing was refused on the way', () => {
      expect(product.cloud.cos.requests().filter(({ status }) => status >= 400)).toEqual([]);
    });

    test('every request went over the wire as the config says', () => {
      const paths = product.cloud.cos.requests().map(({ path }) => path);
      expect(paths.length).toBeGreaterThan(20);
      const inPathStyle = paths.filter((path) => path.startsWith('/examplebucket-1250000000/'));
      expect(inPathStyle).toHaveLength(config.addressing === 'path-style' ? paths.length : 0);
      const key = encodeURIComponent(awkwardName);
      expect(paths.some((path) => path.endsWith(key))).toBe(true);
    });
  },
);
