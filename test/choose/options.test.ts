import type { ChooseOptions } from '../../miniprogram/cos/choose/ChooseOptions';
import { chooseFiles } from '../../miniprogram/cos/choose/chooseFiles';
import { usePhone } from '../support/phone/usePhone';

/** What may be chosen is asked of WeChat, and checked before anything is sent. */

const phone = usePhone();

const wants = (...names: string[]) => {
  phone.person.wants = names.map((name) => ({ name, bytes: Buffer.from('12345') }));
};
const optionsOf = (api: 'chooseMedia' | 'chooseImage' | 'chooseMessageFile') => phone.calls.of(api)[0];

test('without options: pictures and videos of the album, as many as WeChat lets', async () => {
  wants('a.jpg', 'b.mp4');
  expect(await chooseFiles()).toHaveLength(2);
  expect(optionsOf('chooseMedia')).toMatchObject({
    count: 20,
    mediaType: ['image', 'video'],
    sourceType: ['album'],
    sizeType: ['original'],
  });
});

test('smaller ones, wherever WeChat chooses', async () => {
  await chooseFiles({ quality: 'compressed' });
  expect(optionsOf('chooseMedia')).toMatchObject({ sizeType: ['compressed'] });
  phone.lacks('chooseMedia');
  await chooseFiles({ quality: 'compressed' });
  expect(optionsOf('chooseImage')).toMatchObject({ sizeType: ['compressed'] });
  expect(phone.calls.of('chooseVideo')[0]).toMatchObject({ compressed: true });
});

test('one picture from the camera', async () => {
  wants('a.jpg');
  await chooseFiles({ from: 'camera', count: 1, types: ['image'] });
  expect(optionsOf('chooseMedia')).toMatchObject({ count: 1, mediaType: ['image'], sourceType: ['camera'] });
});

test('only pictures, where WeChat has nothing but chooseImage: no video is asked for', async () => {
  phone.lacks('chooseMedia');
  expect(await chooseFiles({ types: ['image'], count: 20 })).toEqual([]);
  expect(optionsOf('chooseImage')).toMatchObject({ count: 9 });
  expect(phone.calls.of('chooseVideo')).toEqual([]);
});

test.each([
  [undefined, 'all'],
  [['image'], 'image'],
  [['file'], 'file'],
  [['image', 'file'], 'all'],
] as [ChooseOptions['types'], string][])('from a chat: of %j, WeChat offers %s', async (types, type) => {
  await chooseFiles({ from: 'chat', ...(types && { types }) });
  expect(optionsOf('chooseMessageFile')).toMatchObject({ count: 100, type });
});

test('a file of another type is refused by its name', async () => {
  wants('a.jpg', 'b.pdf');
  await expect(chooseFiles({ from: 'chat', types: ['image', 'video'] })).rejects.toMatchObject({
    code: 'file-type',
    attempt: { action: 'choose', name: 'b.pdf' },
  });
});

test('a file that is too large is refused by its name, with what is allowed', async () => {
  wants('a.pdf');
  await expect(chooseFiles({ from: 'chat', maxBytes: 4 })).rejects.toMatchObject({
    code: 'too-large',
    attempt: { action: 'choose', name: 'a.pdf' },
    params: { limit: 4 },
  });
  expect(await chooseFiles({ from: 'chat', maxBytes: 5 })).toHaveLength(1);
});

test.each([
  [{ from: 'cloud' as 'chat' }, `from is "cloud", expected 'album', 'camera' or 'chat'`],
  [{ quality: 'small' as 'compressed' }, `quality is "small", expected 'original' or 'compressed'`],
  [{ count: 0 }, 'count is 0, expected a whole number from 1 to 20 (album)'],
  [{ count: 1.5 }, 'count is 1.5, expected a whole number from 1 to 20 (album)'],
  [{ from: 'chat', count: 101 }, 'count is 101, expected a whole number from 1 to 100 (chat)'],
  [{ types: [] }, 'types is [], expected some of image, video (album)'],
  [{ types: ['file'] }, 'types is ["file"], expected some of image, video (album)'],
  [{ maxBytes: 0 }, 'maxBytes is 0, expected a number of bytes, at least 1'],
  [{ maxBytes: '5MB' as never }, 'maxBytes is "5MB", expected a number of bytes, at least 1'],
] as [ChooseOptions, string][])('%j is refused at the door', (options, words) => {
  expect(() => chooseFiles(options)).toThrow(new RangeError(`chooseFiles: ${words}`));
  expect(phone.calls.names).toEqual([]);
});
