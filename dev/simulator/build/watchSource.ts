import { watch } from 'chokidar';

/** Calls back once after a burst of changes in the folder. */
export async function watchSource(source: string, onChange: () => void): Promise<{ close(): Promise<void> }> {
  const settleMs = 60;
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(source, { ignoreInitial: true, ignored: (path) => path.includes('node_modules') });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
