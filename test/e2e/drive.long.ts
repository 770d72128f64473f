import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { configSource } from '../../dev/local-cloud/configSource';
import { describeInChromium } from './support/browsers';
import { run } from './support/program';
import { startServers } from './support/startServers';

/** The example of driving what `npm start` runs, as it stands. */

describeInChromium('npm run drive', () => {
  test('uploads a picture, says its key, and keeps a screenshot', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'drive-'));
    const { cloud, simulator, close } = await startServers({
      overrides: (local) => ({ 'cos/config.ts': configSource(local) }),
    });
    try {
      const screenshot = join(dir, 'gallery.png');
      const program = run('dev/drive.ts', ['--url', simulator.url, '--screenshot', screenshot]);
      const [said, failed] = await Promise.all(
        [program.stdout, program.stderr].map((output) => text(output)),
      );
      expect(failed).toBe('');
      const stored = await cloud.cos.objects();
      expect(stored).toHaveLength(1);
      expect(said).toContain(`${stored[0]?.key}\n${screenshot}\n`);
      expect((await stat(screenshot)).size).toBeGreaterThan(10_000);
    } finally {
      await close();
      await rm(dir, { recursive: true });
    }
  });
});
