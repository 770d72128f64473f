/** An element: its name, either its text or its children, and its attributes. */
export type XmlElement = readonly [
  name: string,
  content: string | readonly XmlElement[],
  attributes?: Readonly<Record<string, string>>,
];

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * An XML document on one line.
 *
 * Control characters become character references: a parser would turn a raw CR in a key into LF. A line's end stays, as in
 * COS's StringToSign (seen in PicGo#638).
 */
export function writeXml(root: XmlElement): string {
  return `${DECLARATION}${writeElement(root)}`;
}

function writeElement([name, content, attributes = {}]: XmlElement): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`);
  const opening = name + written.join('');
  if (content.length === 0) return `<${opening}/>`;
  const inner = typeof content === 'string' ? escapeText(content) : content.map(writeElement).join('');
  return `<${opening}>${inner}</${name}>`;
}

function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped.
  return text.replace(/[&<>"\u0000-\u0009\u000b-\u001f]/g, (character) => {
    return escapes[character] ?? `&#${character.charCodeAt(0)};`;
  });
}
