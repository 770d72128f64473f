import type { Finding } from './Report';

const marks = { passed: '✓', warning: '!', failed: '✗', skipped: '-' } as const;
const CHECK_COLUMNS = 20;

/** A finding for people: one line, and of a problem what it means and the one thing to do. */
export function formatFinding(finding: Finding): string {
  const { kind, check } = finding;
  const lines = (): readonly string[] => {
    switch (finding.kind) {
      case 'passed':
        return finding.seen.split('\n');
      case 'skipped':
        return [`not checked: ${finding.because}`];
      case 'warning':
      case 'failed':
        return [...finding.seen.split('\n'), finding.means, `→ ${finding.change}`];
    }
  };
  const [first = '', ...rest] = lines();
  const indent = ' '.repeat(CHECK_COLUMNS + 4);
  return [
    `${marks[kind]} ${check.padEnd(CHECK_COLUMNS)}  ${first}`,
    ...rest.map((line) => indent + line),
  ].join('\n');
}
