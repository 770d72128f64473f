import { messageOf } from '../messageOf';
import { type Watching, watchFolder } from '../watchFolder';
import { buildFunctions } from './build';

/**
 * Builds the cloud functions in `root` anew when their sources change, or one of the files in `tables`, which they take in; tells
 * what can't be built and keeps the last that could.
 */
export function watchFunctions(
  root: string,
  tables: string[],
  tell: (message: string) => void,
): Promise<Watching> {
  // One after the other, so that the newest source is built last.
  let building = Promise.resolve();
  const build = async (): Promise<void> => {
    try {
      await buildFunctions(root);
      tell('The cloud functions are built anew.');
    } catch (error) {
      tell(`The cloud functions cannot be built. ${messageOf(error)}`);
    }
  };
  return watchFolder(
    root,
    () => {
      building = building.then(build);
    },
    // What is built is no source.
    { more: tables, ignores: (path) => /index\.js$|\.tmp$/.test(path) },
  );
}
