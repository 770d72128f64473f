/** An element: its name and either its text or its children. */
export type XmlElement = readonly [name: string, content: string | readonly XmlElement[]];

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
 * Control characters become character references: a parser would turn a raw CR in a key into LF.
 */
export function writeXml(root: XmlElement): string {
  return `${DECLARATION}${writeElement(root)}`;
}

function writeElement([name, content]: XmlElement): string {
  if (content.length === 0) return `<${name}/>`;
  const inner = typeof content === 'string' ? escapeText(content) : content.map(writeElement).join('');
  return `<${name}>${inner}</${name}>`;
}

function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped.
  return text.replace(/[&<>"\u0000-\u001f]/g, (character) => {
    return escapes[character] ?? `&#${character.charCodeAt(0)};`;
  });
}
