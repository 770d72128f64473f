import { type OpenPhone, openPhone } from './support/openPhone';

let open: OpenPhone;
beforeEach(async () => {
  open = await openPhone();
});
afterEach(() => open.close());

const choose = async (): Promise<string> => {
  open.phone.nextChoice([{ name: 'a.jpg', bytes: Buffer.from('x') }]);
  const { reply } = await open.call('nextChoice', { count: 1 });
  if (!reply.ok || reply.value.state !== 'files') throw new Error('Nothing was chosen.');
  return reply.value.files[0]?.path ?? '';
};
const isThere = async (path: string): Promise<boolean> => (await open.call('accessFile', { path })).reply.ok;

test('a temporary file is gone when the Mini Program starts again', async () => {
  const temp = await choose();
  expect(await isThere(temp)).toBe(true);
  open.disconnect();
  open.reconnect();
  expect(await isThere(temp)).toBe(false);
});

test('it stays while another page of the same phone is open', async () => {
  const other = open.connect();
  const temp = await choose();
  open.disconnect();
  open.reconnect();
  expect(await isThere(temp)).toBe(true);
  other.disconnect();
});

test('what is put there between two starts is there for the next one', async () => {
  open.disconnect();
  const temp = open.phone.addTempFile('a.txt', Buffer.from('x'));
  open.reconnect();
  expect(await isThere(temp)).toBe(true);
});
