/** An element: text, or its children by name. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] | undefined };

interface OpenElement {
  readonly name: string;
  text: string;
  children: Record<string, XmlNode | XmlNode[]> | undefined;
}

/** A tag, which `?xml`, comments and web pages' doctypes are not, and the text after it. COS writes nothing else. */
const TAG = /<(\/?)([\w:.-]+)[^<>]*?(\/?)>([^<]*)/g;

/**
 * The root's children, when it is the element that was expected and whole; undefined for everything else, a web page included. The
 * SDK has a reader too: it takes seven times as long, 60 ms for 1,000 objects on a computer that has warmed up, and loses spaces at
 * the ends of keys.
 */
export function readXml(text: string, root: string): XmlNode | undefined {
  const open: OpenElement[] = [];
  const tags = new RegExp(TAG);
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    const [, isEnd, name = '', isEmpty, after = ''] = tag;
    if (!isEnd) open.push({ name, text: after, children: undefined });
    if (!isEnd && !isEmpty) continue;
    const element = open.pop();
    if (element?.name !== name || (open.length === 0 && name !== root)) return undefined;
    const node = element.children ?? (isEmpty ? '' : unescaped(element.text));
    const parent = open[open.length - 1];
    if (parent === undefined) return node;
    parent.children ??= Object.create(null) as Record<string, XmlNode | XmlNode[]>;
    const before = parent.children[name];
    if (before === undefined) parent.children[name] = node;
    else if (Array.isArray(before)) before.push(node);
    else parent.children[name] = [before, node];
  }
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal, hexadecimal, name: string) => {
    if (decimal !== undefined) return character(Number(decimal), entity);
    if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16), entity);
    return ENTITIES[name] ?? entity;
  });
}

function character(code: number, entity: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

export function textIn(node: XmlNode | undefined, name: string): string | undefined {
  const child = typeof node === 'object' ? node[name] : undefined;
  return typeof child === 'string' ? child : undefined;
}

/** All children of that name. */
export function nodesIn(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  const child = typeof node === 'object' ? node[name] : undefined;
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child as XmlNode];
}
