import { type Attempt, Failure } from '../failures/Failure';
import { canRead, type LocalFile, lookAtFile, READ_FILE_BYTES } from '../files/wxFiles';

/** The file as it is now. Rejects when it can't be uploaded as it is. `mostBytes`: what a temporary key allows. */
export async function checkFile(
  path: string,
  mostBytes: number,
  attempt: Attempt,
  limit: number,
): Promise<LocalFile> {
  const file = await lookAtFile(path, limit);
  if (file.size === 0) throw new Failure({ code: 'file-empty', attempt, detail: `${path} has no bytes` });
  if (file.size > mostBytes) {
    const detail = `${file.size} bytes of at most ${mostBytes}`;
    throw new Failure({ code: 'too-large', attempt, detail, params: { limit: mostBytes } });
  }
  if (!canRead(file.size)) {
    const detail = `this WeChat has no FileSystemManager.open, and reads files of at most ${READ_FILE_BYTES} bytes`;
    throw new Failure({ code: 'too-large', attempt, detail, params: { limit: READ_FILE_BYTES } });
  }
  return file;
}
