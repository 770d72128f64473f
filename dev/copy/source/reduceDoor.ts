import { withoutEmptySections } from './withoutEmptySections';

/** An import or a re-export, from its first line to its last, in either language, and the folder that it names. */
const STATEMENT = /^(?:import|export|const)\b[^;'"]*?(?:from |= require\()'\.\/([\w-]+)\/[^']*'\)?;\n/gm;

/**
 * `createFlows.ts` or `index.ts` without what comes from these folders: the statements that name one of them, and the lines
 * that use what such an import brought.
 */
export function reduceDoor(source: string, folders: readonly string[]): string {
  const imported: string[] = [];
  const left = source.replace(STATEMENT, (statement, folder: string) => {
    if (!folders.includes(folder)) return statement;
    const [, names = ''] = /^(?:import|const) \{([^}]*)\}/.exec(statement) ?? [];
    imported.push(
      ...names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    );
    return '';
  });
  const lines = left.split('\n');
  return withoutEmptySections(
    lines.filter((line) => !imported.some((name) => new RegExp(`\\b${name}\\b`).test(line))).join('\n'),
  );
}
