import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '../../../dev/simulator/startSimulator';
import { jpeg } from './support/media';
import { openPhone } from './support/openPhone';

test('a file that a person chose reaches the phone as it is', async () => {
  const open = await openPhone();
  const source = join(__dirname, '../runtime/fixtures/tour');
  const simulator = await startSimulator({ port: 0, source, phone: open.phone, cache: buildCache });
  try {
    const bytes = await jpeg(50, 40);
    const query = new URLSearchParams({ name: '照片 #1.JPG', modified: '1700000000000' });
    const body = Uint8Array.from(bytes);
    const response = await fetch(`${simulator.url}/phone/chosen?${query}`, { method: 'POST', body });
    const chosen = await response.json();
    expect(chosen).toEqual({
      path: expect.stringMatching(/^http:\/\/tmp\/\w+\.jpg$/),
      name: '照片 #1.JPG',
      size: bytes.length,
      kind: 'image',
      time: 1700000000000,
      width: 50,
      height: 40,
    });
    expect(Buffer.compare(await readFile(open.phone.filePath(chosen.path) ?? ''), bytes)).toBe(0);
  } finally {
    await simulator.close();
    await open.close();
  }
});
