import { parse } from '@babel/parser';
import type { File, ObjectExpression } from '@babel/types';
import { NotUnderstood } from './NotUnderstood';

/** One text for another, by offsets of the text that is edited. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Token extends Span {
  /** What stands there, but for comments: those say nothing to the compiler. */
  readonly kind: 'comment' | 'code';
}

/** A text, the object literal that is edited in it, and what stands beside its properties. */
export class SourceText {
  readonly eol: '\n' | '\r\n';

  private constructor(
    readonly text: string,
    readonly object: ObjectExpression,
    private readonly tokens: readonly Token[],
  ) {
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** @param find which object of the program. Throws `NotUnderstood` for what is no TypeScript. */
  static ofModule(text: string, find: (file: File) => ObjectExpression): SourceText {
    const file = parsed(() => parse(text, { sourceType: 'module', plugins: ['typescript'], tokens: true }));
    return new SourceText(text, find(file), tokensOf(file.tokens));
  }

  /** Where the comma after a property is; undefined where there is none. */
  commaAfter(offset: number): Span | undefined {
    const next = this.tokens.find(({ kind, start }) => kind === 'code' && start >= offset);
    return next && this.text[next.start] === ',' ? next : undefined;
  }

  /** Where the code before `offset` ends; comments are none. */
  codeBefore(offset: number): Span {
    return this.tokens.findLast(({ kind, end }) => kind === 'code' && end <= offset) ?? { start: 0, end: 0 };
  }

  hasComment(span: Span): boolean {
    return this.within(span).some(({ kind }) => kind === 'comment');
  }

  /** All that is no comment. */
  codeIn(span: Span): readonly Span[] {
    return this.within(span).filter(({ kind }) => kind === 'code');
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Before the line break; of the last line, the end of the text. */
  lineEnd(offset: number): number {
    const found = this.text.indexOf(this.eol, offset);
    return found === -1 ? this.text.length : found;
  }

  /** Whether there is nothing but white space before it in its line. */
  beginsLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === '';
  }

  endsLine(offset: number): boolean {
    return this.text.slice(offset, this.lineEnd(offset)).trim() === '';
  }

  /** Where the spaces end that begin at `offset`. */
  spacesEnd(offset: number): number {
    return offset + (/^[ \t]*/.exec(this.text.slice(offset))?.[0].length ?? 0);
  }

  /** Where the spaces begin that end at `offset`. */
  spacesStart(offset: number): number {
    return this.text.slice(0, offset).search(/[ \t]*$/);
  }

  indent(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))?.[0] ?? '';
  }

  /** The end of the line of `offset`, comments that go on below it included; undefined when code follows in it. */
  endOfCommentedLine(offset: number): number | undefined {
    let end = this.lineEnd(offset);
    for (const token of this.tokens) {
      if (token.start < offset || token.start >= end) continue;
      if (token.kind === 'code') return undefined;
      end = this.lineEnd(token.end);
    }
    return end;
  }

  private within({ start, end }: Span): readonly Token[] {
    return this.tokens.filter((token) => token.start >= start && token.end <= end);
  }

  /** With the edits made; those at one place in their order, and what two of them take out is taken out once. */
  edited(edits: readonly Edit[]): string {
    const inOrder = [...edits].sort((one, other) => one.start - other.start);
    let [at, result] = [0, ''];
    for (const { start, end, text } of inOrder) {
      result += this.text.slice(at, Math.max(at, start)) + text;
      at = Math.max(at, end);
    }
    return result + this.text.slice(at);
  }
}

function parsed<Tree>(parser: () => Tree): Tree {
  try {
    return parser();
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc?: { line: number } };
    throw new NotUnderstood(message.replace(/\s*\(\d+:\d+\)$/, ''), loc?.line ?? 1);
  }
}

/** Babel lists tokens and comments in one list, and has no type for them. */
function tokensOf(given: unknown): Token[] {
  return (given as (Span & { type: unknown })[]).map(({ type, start, end }) => ({
    kind: type === 'CommentLine' || type === 'CommentBlock' ? 'comment' : 'code',
    start,
    end,
  }));
}
