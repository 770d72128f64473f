import { messageOf } from '../../../messageOf';
import { WxFailure } from '../../messages/WxFailure';

/** WeChat's words for what a file can do wrong, and its numbers. */
export const fileFailures = {
  missing: (path: string) => new WxFailure(`no such file or directory ${path}`, 1300002),
  badDescriptor: () => new WxFailure('bad file descriptor', 1300009),
  permissionDenied: () => new WxFailure('permission denied', 1300013),
  notADirectory: (path: string) => new WxFailure(`not a directory ${path}`, 1300020),
  nameTooLong: () => new WxFailure('File name too long', 1300036),
  operationNotPermitted: (path: string) => new WxFailure(`operation not permitted ${path}`, 1300001),
  storageFull: () => new WxFailure('the maximum size of the file storage limit is exceeded', 1300202),
  isADirectory: (path: string) => new WxFailure(`illegal operation on a directory, open ${path}`, 1301003),
  exists: (path: string) => new WxFailure(`file already exists ${path}`, 1301005),
  lengthOutOfRange: () => new WxFailure('value of length is out of range', 1301006),
  positionOutOfRange: () => new WxFailure('value of position is out of range', 1301009),
  tempFileMissing: () => new WxFailure('tempFilePath file not exist', 1301112),
  system: (code: string) => new WxFailure(`system error ${code}`, 1300201),
};

/** Node's error as WeChat's; a failure that is one already stays as it is. */
export function asFileFailure(error: unknown, path: string): WxFailure {
  if (error instanceof WxFailure) return error;
  switch (errorCode(error)) {
    case 'ENOENT':
      return fileFailures.missing(path);
    case 'EACCES':
    case 'EPERM':
      return fileFailures.permissionDenied();
    case 'ENOTDIR':
      return fileFailures.notADirectory(path);
    case 'EISDIR':
      return fileFailures.isADirectory(path);
    case 'EEXIST':
      return fileFailures.exists(path);
    case 'ENAMETOOLONG':
      return fileFailures.nameTooLong();
    case 'ENOSPC':
      return fileFailures.storageFull();
    default:
      return fileFailures.system(messageOf(error));
  }
}

/** Node's `code` of an error, as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
