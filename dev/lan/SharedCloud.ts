import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { object, pipe, regex, string } from 'valibot';
import { checkJson } from '../input/checkJson';

/** What `npm start -- --lan` leaves for the next one, and for `npm run preview -- --lan`: in the data folder, its owner's alone. */
export interface SharedCloud {
  /** Stays the same, so that a phone that was let in is still when the simulator starts again. */
  readonly code: string;
  /** Where a Mini Program finds the cloud; the functions with the code. */
  readonly cos: string;
  readonly functions: string;
}

const schema = object({ code: pipe(string(), regex(/^[\w-]{22}$/)), cos: string(), functions: string() });

/** A key takes the cloud function some hundred milliseconds, its first one longer. */
const PATIENCE_MS = 15_000;

const fileIn = (dataDir: string): string => join(dataDir, 'lan.json');

/** Undefined when there is none, or none that can be read. */
async function readSharedCloud(dataDir: string): Promise<SharedCloud | undefined> {
  try {
    return checkJson(schema, JSON.parse(await readFile(fileIn(dataDir), 'utf8')));
  } catch {
    // It is made anew.
    return undefined;
  }
}

export async function writeSharedCloud(dataDir: string, shared: SharedCloud): Promise<void> {
  await writeFile(fileIn(dataDir), `${JSON.stringify(shared, null, 2)}\n`, { mode: 0o600 });
}

/** The code of the last time, or a new one of 128 bits. */
export async function codeIn(dataDir: string): Promise<string> {
  return (await readSharedCloud(dataDir))?.code ?? randomBytes(16).toString('base64url');
}

/** The cloud that `npm start -- --lan` serves now. Rejects when it does not. */
export async function findSharedCloud(dataDir: string): Promise<SharedCloud> {
  const shared = await readSharedCloud(dataDir);
  const answers =
    shared &&
    (await fetch(`${shared.functions}/cos-credentials`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).then(
      ({ ok }) => ok,
      () => false,
    ));
  if (shared && answers) return shared;
  throw new Error(
    '--lan: the local cloud does not answer in this network.\n→ Run npm start -- --lan in another terminal, and leave it running.',
  );
}
