import type { AppTask, FileToSend, Told } from '../AppMessages';
import type { Wx } from './Wx';

/** A way to upload. Loads what it needs, then returns what uploads; that resolves when all files are known to be stored. */
export type Way = (task: AppTask, wx: Wx) => (files: readonly FileToSend[]) => Promise<Told>;
