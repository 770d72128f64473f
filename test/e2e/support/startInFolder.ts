import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type LocalCloud,
  type LocalCloudOptions,
  startLocalCloud,
} from '../../../dev/local-cloud/startLocalCloud';
import { onFunctionLine } from '../../support/onFunctionLine';

type End = () => Promise<unknown>;

/** What is started one after the other in a folder of its own. */
export interface Starting {
  readonly dir: string;
  /** What was started ends before all that was started earlier. */
  endBy(end: End): void;
  /** A local cloud with no objects, on free ports unless told otherwise. */
  cloud(options?: Partial<LocalCloudOptions>): Promise<LocalCloud>;
}

/** Resolves with what was started, and its end; when one of it fails, what was started before is ended. */
export async function startInFolder<Started extends object>(
  start: (starting: Starting) => Promise<Started>,
): Promise<Started & { close(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'started-'));
  const ends: End[] = [() => rm(dir, { recursive: true })];
  const endBy = (end: End): void => void ends.push(end);
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  const cloud = async (options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> => {
    const started = await startLocalCloud({
      dataDir: join(dir, 'cos'),
      functionsRoot: join(__dirname, '../../../cloudfunctions'),
      ports: { cos: 0, functions: 0, sts: 0, faults: 0 },
      onLine: onFunctionLine,
      ...options,
    });
    endBy(() => started.close());
    return started;
  };
  try {
    return { ...(await start({ dir, endBy, cloud })), close };
  } catch (error) {
    await close();
    throw error;
  }
}
