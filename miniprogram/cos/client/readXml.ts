/// <reference path="../typings/cos-wx-sdk-v5.d.ts" />
import COS from 'cos-wx-sdk-v5';

/** An element: text, or its children by name. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] | undefined };

/** The root's children, when it is the element that was expected; undefined for everything else, a web page included. */
export function readXml(text: string, root: string): XmlNode | undefined {
  try {
    // It throws for much of what is no XML, and for an empty text.
    const document: unknown = COS.util.xml2json(text);
    return typeof document === 'object' && document !== null && root in document
      ? (document as Readonly<Record<string, XmlNode>>)[root]
      : undefined;
  } catch {
    return undefined;
  }
}

export function textIn(node: XmlNode | undefined, name: string): string | undefined {
  const child = typeof node === 'object' ? node[name] : undefined;
  return typeof child === 'string' ? child : undefined;
}

/** All children of that name: the SDK's reader makes no list of a single one. */
export function nodesIn(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  const child = typeof node === 'object' ? node[name] : undefined;
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child as XmlNode];
}
