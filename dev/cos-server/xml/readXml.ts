import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { messageOf } from '../../messageOf';
import { CosError } from '../errors/CosError';

/** An `&` that starts no reference: cos-wx-sdk-v5 1.4.13 does not escape the keys in a list to delete. */
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)/gi;

const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  // A key may begin or end with a space.
  trimValues: false,
  processEntities: false,
});

/** The children of an element: text or nested children, always as lists. */
export class XmlNode {
  constructor(private readonly value: unknown) {}

  children(name: string): XmlNode[] {
    if (typeof this.value !== 'object' || this.value === null) return [];
    const found = (this.value as Record<string, unknown>)[name];
    if (found === undefined) return [];
    return (Array.isArray(found) ? found : [found]).map((value) => new XmlNode(value));
  }

  /** The text of the first child of that name; undefined when there is none. */
  text(name: string): string | undefined {
    const [child] = this.children(name);
    return typeof child?.value === 'string' ? resolveReferences(child.value) : undefined;
  }
}

/** Reads a document with the given root element; anything else is `MalformedXML`. */
export function readXml(text: string, root: string): XmlNode {
  // Without a document type there are no entities to expand.
  if (/<!DOCTYPE/i.test(text)) throw malformed('it has a document type declaration');
  const repaired = text.replace(BARE_AMPERSAND, '&amp;');
  const validity = XMLValidator.validate(repaired);
  if (validity !== true) throw malformed(validity.err.msg);
  const [node] = new XmlNode(parseDocument(repaired)).children(root);
  if (!node) throw malformed(`it has no element ${root}`);
  return node;
}

function parseDocument(text: string): unknown {
  try {
    return parser.parse(text);
  } catch (error) {
    // Limits of the parser itself, nesting among them.
    throw malformed(messageOf(error));
  }
}

function malformed(reason: string): CosError {
  return new CosError('MalformedXML', { reason: `The XML body can't be read: ${reason}.` });
}

function resolveReferences(text: string): string {
  return text.replace(REFERENCE, (reference, name?: string, decimal?: string, hexadecimal?: string) => {
    if (name) return named[name.toLowerCase()] ?? reference;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : reference;
  });
}
