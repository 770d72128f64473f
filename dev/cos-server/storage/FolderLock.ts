import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const HOLDER_FILE = 'holder.json';

interface Holder {
  token: string;
  pid: number;
  /** Tells this process from a later one with the same id; empty where the system does not say. */
  started: string;
}

/**
 * Holds a folder for one server, so that two never write into it.
 *
 * The lock is a folder that is moved into place with its content: it is there whole or not at all.
 */
export class FolderLock {
  private constructor(private readonly lock: string) {}

  /** Rejects when a running server holds the folder. A lock left by a process that is gone is taken over. */
  static async take(folder: string): Promise<FolderLock> {
    const lock = join(folder, 'server.lock');
    if (await create(lock)) return new FolderLock(lock);
    const holder = await readHolder(lock);
    if (await isRunning(holder)) {
      throw new Error(
        `Can't use ${folder}: a COS server with process id ${holder.pid} is running on it. ` +
          `Stop that one, or give this one another folder. If that process is another program, remove ${lock}.`,
      );
    }
    await takeOver(lock, holder.token);
    return new FolderLock(lock);
  }

  async release(): Promise<void> {
    await rm(this.lock, { recursive: true, force: true });
  }
}

/** Replaces a lock that was left over. Of several servers that found it, one gets it and the others reject. */
async function takeOver(lock: string, token: string): Promise<void> {
  const claim = `${lock}.${token}`;
  const refused = new Error(
    `Can't take over ${lock}: another server is doing so. If none is running, remove ${claim}.`,
  );
  await mkdir(claim).catch(() => {
    throw refused;
  });
  try {
    // Who holds the claim on a token is the only one to remove that lock; it may be another's by now.
    if ((await readHolder(lock)).token !== token) throw refused;
    await rm(lock, { recursive: true });
    if (!(await create(lock))) throw refused;
  } finally {
    await rmdir(claim);
  }
}

/** False when the lock is there already. */
async function create(lock: string): Promise<boolean> {
  const token = randomUUID();
  const holder: Holder = { token, pid: process.pid, started: await startOf(process.pid) };
  const aside = `${lock}.new.${token}`;
  await mkdir(aside);
  await writeFile(join(aside, HOLDER_FILE), JSON.stringify(holder));
  try {
    await rename(aside, lock);
    return true;
  } catch (error) {
    await rm(aside, { recursive: true });
    // Windows says EPERM.
    if (['EEXIST', 'ENOTEMPTY', 'EPERM'].some((code) => isErrno(error, code))) return false;
    throw error;
  }
}

async function readHolder(lock: string): Promise<Holder> {
  const text = await readFile(join(lock, HOLDER_FILE), 'utf8').catch(() => '{}');
  try {
    const { token, pid, started } = JSON.parse(text) as Partial<Holder>;
    if (typeof token === 'string' && typeof pid === 'number' && typeof started === 'string') {
      return { token, pid, started };
    }
  } catch {
    // Half written: whoever wrote it has met a power failure.
  }
  throw new Error(`Can't read the lock ${lock}. If no COS server is running on this folder, remove it.`);
}

async function isRunning({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (isErrno(error, 'ESRCH')) return false;
    if (!isErrno(error, 'EPERM')) throw error;
  }
  return (await startOf(pid)) === started;
}

/**
 * When a process was started, where the system tells (Linux). Process ids come again: in a container the first
 * process of each start has the same one.
 */
async function startOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return '';
  const [boot, stat] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
  ]);
  // The name of the program, in parentheses, may hold spaces. The start is field 22, the 20th after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return `${boot.trim()} ${fields[19] ?? ''}`;
}

function isErrno(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
