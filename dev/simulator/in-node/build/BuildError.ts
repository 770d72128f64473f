export interface SourcePosition {
  /** Relative to the Mini Program's folder. */
  file: string;
  /** From 1; absent when the whole file is meant. */
  line?: number;
  /** From 1. */
  column?: number;
}

/** The source can't be built. The message begins with file, line and column. */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  constructor(
    readonly position: SourcePosition,
    readonly reason: string,
  ) {
    super(at(position, reason));
  }
}

/** `file:line:column: reason` */
export function at({ file, line, column }: SourcePosition, reason: string): string {
  return `${[file, line, column].filter(Boolean).join(':')}: ${reason}`;
}

/** Where `needle` stands in `text`; the whole file when it is not found. */
export function positionOf(file: string, text: string, needle: string): SourcePosition {
  const index = text.indexOf(needle);
  return index < 0 ? { file } : positionAt(file, text, index);
}

export function positionAt(file: string, text: string, index: number): SourcePosition {
  const before = text.slice(0, index).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
