import { readOptions } from '../commandLine';
import { type CopyOptions, copy } from './copy';
import { describeCopy } from './report/describe';
import { leftToDo } from './report/leftToDo';
import { isPieceName, type PieceName, pieces } from './source/pieces';
import { templateAt } from './source/Template';

export const copyUsage = `copy FOLDER [--only PIECES] [--to FOLDER] [--js | --ts] [--dry-run]

  FOLDER     your Mini Program: the folder with project.config.json
  --only     pieces, with commas: ${Object.keys(pieces).join(', ')}; all of it again: all
  --to       where it goes, below the root of the Mini Program; default: cos
  --js       as JavaScript; default where the project does not compile TypeScript
  --ts       as TypeScript, which is switched on in project.config.json
  --dry-run  only say what would be done`;

/** `copy`: brings the folder cos into a Mini Program, or up to date there. */
export async function runCopy(root: string, args: readonly string[]): Promise<void> {
  const options = readOptions(
    {
      folder: 'place',
      only: 'optional',
      to: 'optional',
      js: 'flag',
      ts: 'flag',
      'dry-run': 'flag',
    },
    args,
  );
  const { folder, only, to, js, ts, 'dry-run': dryRun } = options;
  if (js && ts) throw new Error('--js and --ts exclude each other.');
  const wishes: CopyOptions = {
    folder,
    dryRun,
    ...(only !== undefined && { only: pieceNames(only) }),
    ...(to !== undefined && { to }),
    ...(js && { language: 'javascript' as const }),
    ...(ts && { language: 'typescript' as const }),
  };
  const report = await copy(templateAt(root), wishes);
  console.log(describeCopy(report, dryRun));
  if (dryRun) console.log('\nNothing was changed. Without --dry-run it is.');
  else if (report.former === undefined) console.log(`\n${leftToDo(report)}`);
}

function pieceNames(text: string): readonly PieceName[] | 'all' {
  if (text === 'all') return text;
  return text.split(',').map((name) => {
    if (isPieceName(name)) return name;
    throw new Error(`--only ${name} is no piece. There are ${Object.keys(pieces).join(', ')}; and all.`);
  });
}
