import { diffLinesUnified } from 'jest-diff';
import type { FileChange } from '../files/FileChange';
import type { Colours } from './Colours';

/** What changes in each file, as `git diff` shows it. */
export function showChanges(changes: readonly FileChange[], { bold, red, green, dim }: Colours): string {
  return changes
    .map(({ file, before, after }) => {
      const lines = diffLinesUnified(linesOf(before ?? ''), linesOf(after), {
        contextLines: 1,
        expand: false,
        omitAnnotationLines: true,
        aColor: red,
        bColor: green,
        commonColor: dim,
        patchColor: dim,
      });
      return `${bold(file)}\n${lines}`;
    })
    .join('\n\n');
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split(/\r?\n/);
