import type { Expression, ObjectExpression, ObjectProperty } from '@babel/types';
import { NotUnderstood } from './NotUnderstood';
import type { Edit, SourceText, Span } from './SourceText';

/** What properties are to be. `undefined`: there is to be no such property. Others are left as they are. */
export interface Properties {
  readonly [name: string]: Value | undefined;
}

type Value = string | Properties;

/**
 * What to edit in an object literal so that it has these values: nothing where it has them already. A new property comes
 * after those that are before it in `wanted`. Comments, quotes, commas and lines stay as they are.
 *
 * @throws NotUnderstood for a value that is computed, and for anything in the object that is not `name: value`.
 */
export function setProperties(
  source: SourceText,
  object: ObjectExpression,
  wanted: Properties,
): readonly Edit[] {
  const nodes = propertiesOf(object);
  const style = styleOf(source, nodes);
  const edits: Edit[] = [];
  const gone: string[] = [];
  const added: string[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    const node = nodes.get(name);
    if (!node) {
      if (value !== undefined) added.push(name);
    } else if (isUndefined(node)) {
      if (value !== undefined) edits.push({ ...spanOf(node.value), text: style.value(value) });
    } else if (value === undefined) {
      gone.push(name);
    } else {
      edits.push(...setValue(source, name, node, value));
    }
  }
  for (const [index, name] of gone.entries()) {
    const node = nodes.get(name) as ObjectProperty;
    plainValue(name, node);
    nodes.delete(name);
    const next = added[index];
    if (next === undefined) {
      edits.push(...removal(source, node));
    } else {
      // One that goes where another comes is renamed: its place, and the comments beside it, stay.
      nodes.set(next, node);
      edits.push({ ...spanOf(node.key), text: style.name(next) });
      edits.push({ ...spanOf(node.value), text: style.value(wanted[next] as Value) });
    }
  }
  const places = new Map<ObjectProperty | undefined, string[]>();
  let before: ObjectProperty | undefined;
  for (const [name, value] of Object.entries(wanted)) {
    const node = nodes.get(name);
    before = node ?? before;
    if (node || value === undefined) continue;
    places.set(before, [...(places.get(before) ?? []), `${style.name(name)}: ${style.value(value)}`]);
  }
  for (const [place, texts] of places) edits.push(...insertion(source, object, place, texts));
  return edits;
}

/** Without `as const`, `as CosConfig`, `satisfies CosConfig`. */
export function unwrapped(node: Expression): Expression {
  return node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression'
    ? unwrapped(node.expression)
    : node;
}

function propertiesOf(object: ObjectExpression): Map<string, ObjectProperty> {
  const nodes = new Map<string, ObjectProperty>();
  for (const node of object.properties) {
    if (node.type === 'SpreadElement') throw notUnderstood(node, 'it takes in another object (...)');
    if (node.type === 'ObjectMethod') throw notUnderstood(node, 'it has a method or a getter');
    const name = node.computed ? undefined : nameOf(node);
    if (name === undefined) throw notUnderstood(node, 'the name of a property is computed');
    if (nodes.has(name)) throw notUnderstood(node, `${name} is there twice`);
    nodes.set(name, node);
  }
  return nodes;
}

function nameOf({ key }: ObjectProperty): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' ? key.value : undefined;
}

function setValue(source: SourceText, name: string, node: ObjectProperty, value: Value): readonly Edit[] {
  const given = unwrapped(node.value as Expression);
  if (typeof value === 'object') {
    if (given.type === 'ObjectExpression') return setProperties(source, given, value);
    throw notUnderstood(node, `${name} is no object that is written out`);
  }
  if (plainValue(name, node) === value) return [];
  const span = spanOf(given);
  return [{ ...span, text: valueText(value, quoteAt(source, span.start)) }];
}

/** `endpoint: undefined` says that there is none. */
function isUndefined({ value }: ObjectProperty): boolean {
  return value.type === 'Identifier' && value.name === 'undefined';
}

/** A string that is written out; throws for what a program would have to run for. */
function plainValue(name: string, property: ObjectProperty): string {
  const node = unwrapped(property.value as Expression);
  if (node.type === 'StringLiteral') return node.value;
  const [quasi] = node.type === 'TemplateLiteral' && node.expressions.length === 0 ? node.quasis : [];
  if (typeof quasi?.value.cooked === 'string') return quasi.value.cooked;
  throw notUnderstood(property, `${name} is computed, not written out`);
}

function removal(source: SourceText, node: ObjectProperty): Edit[] {
  const { start, end } = spanOf(node);
  const cut = (from: number, to: number): Edit => ({ start: from, end: to, text: '' });
  const comma = source.commaAfter(end);
  const last = comma?.end ?? end;
  const before = source.codeBefore(start);
  // Without a comma of its own, the one before it would be left at the end.
  const commaBefore = !comma && source.text[before.start] === ',' ? [cut(before.start, before.end)] : [];
  const whole = { start, end: last };
  if (source.hasComment(whole))
    return [...commaBefore, ...source.codeIn(whole).map((code) => cut(code.start, code.end))];
  if (source.beginsLine(start) && source.endsLine(last)) {
    return [...commaBefore, cut(source.lineStart(start), source.lineEnd(last) + source.eol.length)];
  }
  // After a bracket or the indent the space goes that was after it; else the one that was before it.
  const leads = source.beginsLine(start) || source.text[before.start] === '{';
  if (leads) return [...commaBefore, cut(start, comma ? source.spacesEnd(last) : last)];
  return [...commaBefore, cut(source.spacesStart(start), last)];
}

function insertion(
  source: SourceText,
  object: ObjectExpression,
  before: ObjectProperty | undefined,
  texts: readonly string[],
): Edit[] {
  const put = (offset: number, text: string): Edit => ({ start: offset, end: offset, text });
  if (!before) {
    const [first] = object.properties;
    if (!first) return [put(spanOf(object).start + 1, ` ${texts.join(', ')} `)];
    const { start } = spanOf(first);
    const gap = source.beginsLine(start) ? source.eol + source.indent(start) : ' ';
    return [put(start, texts.map((text) => `${text},${gap}`).join(''))];
  }
  const { start, end } = spanOf(before);
  const comma = source.commaAfter(end);
  const lineEnd = source.beginsLine(start) ? source.endOfCommentedLine(comma?.end ?? end) : undefined;
  if (lineEnd === undefined) return [put(end, texts.map((text) => `, ${text}`).join(''))];
  const newLine = source.eol + source.indent(start);
  const lines = newLine + texts.join(`,${newLine}`);
  return comma ? [put(lineEnd, `${lines},`)] : [put(end, ','), put(lineEnd, lines)];
}

interface Style {
  name(text: string): string;
  value(value: Value): string;
}

/** The quotes of what is there. */
function styleOf(source: SourceText, nodes: ReadonlyMap<string, ObjectProperty>): Style {
  const properties = [...nodes.values()];
  const string = properties.find(({ value }) => value.type === 'StringLiteral');
  const quotedNames = properties.some(({ key }) => key.type === 'StringLiteral');
  const quote = string ? quoteAt(source, spanOf(string.value).start) : quotedNames ? '"' : "'";
  return {
    name: (text) => (quotedNames ? literal(text, quote) : text),
    value: (value) => valueText(value, quote),
  };
}

function quoteAt(source: SourceText, offset: number): string {
  const found = source.text[offset] ?? '';
  return '"\'`'.includes(found) ? found : "'";
}

function valueText(value: Value, quote: string): string {
  if (typeof value === 'string') return literal(value, quote);
  const inside = Object.entries(value).flatMap(([name, one]) =>
    one === undefined ? [] : `${name}: ${valueText(one, quote)}`,
  );
  return `{ ${inside.join(', ')} }`;
}

function literal(value: string, quote: string): string {
  const escaped = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll(quote, `\\${quote}`);
  return quote + (quote === '`' ? escaped.replaceAll('${', '\\${') : escaped) + quote;
}

function spanOf({ start, end }: { start?: number | null; end?: number | null }): Span {
  return { start: start ?? 0, end: end ?? 0 };
}

function notUnderstood(node: { loc?: { start: { line: number } } | null }, why: string): NotUnderstood {
  return new NotUnderstood(why, node.loc?.start.line ?? 1);
}
