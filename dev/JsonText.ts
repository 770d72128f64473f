import { applyEdits, type JSONPath, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/**
 * The text of a JSON file of somebody else, and edits in it: what is not edited stays as it is, with its comments, its
 * indentation and its line ends.
 */
export class JsonText<Value extends object> {
  private readonly mark: string;
  private text: string;

  /** @param path for errors. Throws when it is no JSON object. */
  constructor(
    readonly path: string,
    readonly original: string,
  ) {
    this.mark = original.startsWith('\uFEFF') ? '\uFEFF' : '';
    this.text = original.slice(this.mark.length);
    const errors: ParseError[] = [];
    const value: unknown = parse(this.text, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error) {
      const line = this.text.slice(0, error.offset).split('\n').length;
      throw new Error(
        `${path} is no JSON: ${printParseErrorCode(error.error)} in line ${line}. Repair it first.`,
      );
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error(`${path} is no JSON object. Repair it first.`);
  }

  /** Unchecked. */
  get value(): Value {
    return parse(this.text, [], { allowTrailingComma: true });
  }

  get edited(): string {
    return this.mark + this.text;
  }

  get isEdited(): boolean {
    return this.edited !== this.original;
  }

  /** Undefined takes the value out. An index at the end of a list adds to it. */
  set(path: JSONPath, value: unknown): void {
    const [, indent = '  '] = /^[\t ]*[{[].*\n([\t ]+)/.exec(this.text) ?? [];
    const formattingOptions = {
      eol: this.text.includes('\r\n') ? '\r\n' : '\n',
      insertSpaces: !indent.includes('\t'),
      tabSize: indent.length,
    };
    this.text = applyEdits(this.text, modify(this.text, path, value, { formattingOptions }));
  }
}
