import type { ChosenFile, Failure, UploadItem } from '../../index';

/** One file of an uploader. */
export type UploaderFile = StoredFile | UnstoredFile;

export interface StoredFile {
  /** The same from the moment in which it was chosen, else its key. */
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Absent for a key that came from outside. */
  readonly file?: ChosenFile;
}

/** On its way, or failed. */
export interface UnstoredFile {
  readonly id: string;
  readonly upload: UploadItem;
}

/** What the phone still has of it. */
export function localFileOf(file: UploaderFile): ChosenFile | undefined {
  return isStored(file) ? file.file : file.upload.file;
}

export function nameOf(file: UploaderFile): string {
  return isStored(file) ? file.name : file.upload.file.name;
}

export function isStored(file: UploaderFile): file is StoredFile {
  return 'key' in file;
}

/** The keys of what is stored, in the order shown. */
export function keysOf(files: readonly UploaderFile[]): readonly string[] {
  return files.filter(isStored).map(({ key }) => key);
}

/** Of what is not stored yet. */
export function uploadsOf(files: readonly UploaderFile[]): readonly UploadItem[] {
  return files.flatMap((file) => (isStored(file) ? [] : [file.upload]));
}

/**
 * These keys are what is stored, in this order; what is none, such as a field of a form that is empty yet, is left out. What is
 * not stored yet stays, each behind the file that it stood behind; a host that sets its own value meanwhile must not end an upload.
 */
export function withKeys(
  files: readonly UploaderFile[],
  keys: readonly string[],
  nameOfKey: (key: string) => string,
): readonly UploaderFile[] {
  const known = new Map(files.filter(isStored).map((file) => [file.key, file]));
  const wanted = new Set(keys.filter((key) => typeof key === 'string' && key !== ''));
  const behind = new Map<string, UnstoredFile[]>();
  let before = '';
  for (const file of files) {
    if (!isStored(file)) behind.set(before, [...(behind.get(before) ?? []), file]);
    else if (wanted.has(file.key)) before = file.key;
  }
  const stored = [...wanted].flatMap((key) => [
    known.get(key) ?? { id: key, key, name: nameOfKey(key) },
    ...(behind.get(key) ?? []),
  ]);
  return [...(behind.get('') ?? []), ...stored];
}

/** What became of the uploads: those that are done are stored, those that are not among them are gone, new ones come last. */
export function withUploads(
  files: readonly UploaderFile[],
  uploads: readonly UploadItem[],
): readonly UploaderFile[] {
  const left = new Map(uploads.map((upload) => [idOf(upload), upload]));
  const known = files.flatMap((file): UploaderFile[] => {
    const upload = left.get(file.id);
    left.delete(file.id);
    if (isStored(file)) return [file];
    return upload ? [asFile(upload)] : [];
  });
  return withoutReplaced([...known, ...[...left.values()].map(asFile)]);
}

/** What failed since. */
export function newFailures(
  before: readonly UploaderFile[],
  after: readonly UploaderFile[],
): readonly Failure[] {
  const known = new Set(failuresOf(before));
  return failuresOf(after).filter((failure) => !known.has(failure));
}

function failuresOf(files: readonly UploaderFile[]): readonly Failure[] {
  return uploadsOf(files).flatMap(({ state }) => (state.name === 'failed' ? [state.failure] : []));
}

export function without(files: readonly UploaderFile[], id: string): readonly UploaderFile[] {
  return files.filter((file) => file.id !== id);
}

/** The file at `from` comes to `to`, both counted from 0. */
export function moved(files: readonly UploaderFile[], from: number, to: number): readonly UploaderFile[] {
  const others = files.filter((_file, at) => at !== from);
  return [...others.slice(0, to), ...files.slice(from, from + 1), ...others.slice(to)];
}

function asFile(upload: UploadItem): UploaderFile {
  const { file, state } = upload;
  const id = idOf(upload);
  return state.name === 'done' ? { id, key: state.object.key, name: file.name, file } : { id, upload };
}

/** No key begins like this: those of a user begin with the prefix. */
function idOf({ id }: UploadItem): string {
  return `#${id}`;
}

/** With a key layout whose keys come again one object may be stored twice: what was stored last is it. */
function withoutReplaced(files: readonly UploaderFile[]): readonly UploaderFile[] {
  const newest = new Map(files.filter(isStored).map((file) => [file.key, file.id]));
  return files.filter((file) => !isStored(file) || newest.get(file.key) === file.id);
}
