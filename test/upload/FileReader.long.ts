import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { lookAtFile } from '../../miniprogram/cos/files/wxFiles';
import { timeLimits } from '../../miniprogram/cos/task/timeLimits';
import { FileReader } from '../../miniprogram/cos/upload/FileReader';
import { usePhone } from '../support/phone/usePhone';

const phone = usePhone();

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('the bytes that were read are not kept: a list of a thousand files that are done holds none of them', async () => {
  const file = await lookAtFile(phone.file('a.jpg', new Uint8Array(100_000)), timeLimits.files);
  const reader = new FileReader(file, 64 * 1024, timeLimits, { action: 'upload' });
  const pieces = [new WeakRef(await reader.read(0)), new WeakRef(await reader.read(1))];
  await reader.checksum();
  // The phone remembers each call, and with it who got the bytes.
  phone.calls.reset();
  await nextTurn();
  collectGarbage();
  expect(pieces.map((piece) => piece.deref() !== undefined)).toEqual([false, false]);
  expect(reader.count).toBe(2);
});
