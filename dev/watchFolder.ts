import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { messageOf } from './messageOf';

export interface Watching {
  close(): Promise<void>;
}

/** After the last change, so that a burst of them is one. Milliseconds. */
const SETTLE = 60;

/**
 * Calls back after changes in the folder, or of one of the files in `more`. What `ignores` says yes to, by its path in the folder, and what
 * lies in a node_modules of the folder, counts as no change; the folder itself may lie in one. Says so, once, when the system does
 * not watch all of it.
 */
export async function watchFolder(
  folder: string,
  onChange: () => void,
  { more = [], ignores = () => false }: { more?: string[]; ignores?: (path: string) => boolean } = {},
): Promise<Watching> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([folder, ...more], {
    ignoreInitial: true,
    ignored: (path) => {
      const place = relative(folder, path);
      return place.split(sep).includes('node_modules') || ignores(place);
    },
  });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE);
  });
  let told = false;
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
    // Systems watch so many files at once and no more (ENOSPC, EMFILE); an error that nobody hears would end the process.
    watcher.on('error', (error) => {
      resolve();
      if (told) return;
      told = true;
      console.error(`Changes in ${folder} may not be noticed: ${messageOf(error)}. Start again after one.`);
    });
  });
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
