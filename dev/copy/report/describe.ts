import type { Change } from '../plan/Change';
import type { CopyReport } from './CopyReport';

/** What was done, or would be. */
export function describeCopy(report: CopyReport, dryRun: boolean): string {
  const { host, folder, only, language, former, changes } = report;
  const what = only === undefined ? 'The folder cos' : `Of the folder cos: ${only.join(', ')}`;
  const time = dryRun ? 'Would be copied' : former === undefined ? 'Copied' : 'Brought up to date';
  const lines = [
    `${time}: ${what}, ${language === 'typescript' ? 'in TypeScript' : 'in JavaScript'}, into ${folder} of ${host.root}`,
    '',
    ...counts(report),
    ...named(changes),
  ];
  return lines.join('\n');
}

function counts({ folder, functionFolder, changes }: CopyReport): string[] {
  const line = (place: string): string[] => {
    const count = (kind: Change['kind']): number =>
      changes.filter((change) => change.kind === kind && change.path.startsWith(`${place}/`)).length;
    const words = [
      [count('add'), 'added'],
      [count('update'), 'updated'],
      [count('remove'), 'removed'],
    ].flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
    return [`  ${place}: ${words.join(', ') || 'nothing to change'}`];
  };
  return [...line(folder), ...line(functionFolder)];
}

/** Files of theirs, one by one. */
function named(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => {
    switch (change.kind) {
      case 'edit':
        return [`  ${change.path}: ${change.what.join('; ')}`];
      case 'keep':
        return change.beside
          ? [`  ${change.path}: you have changed it; kept, and the new version is ${change.beside.path}`]
          : [`  ${change.path}: you have changed it; kept`];
      case 'leave-out':
        return [`  ${change.path}: you have deleted it; left out`];
      default:
        return [];
    }
  });
}
