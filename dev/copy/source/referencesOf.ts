import { posix } from 'node:path';

const MODULE = /^(?:import|export)\b[^'"]*?from '(\.[^']+)'|\b(?:import|require)\(\s*'(\.[^']+)'/gm;
const TEMPLATE = /<(?:import|include|wxs)\b[^>]*?\bsrc="([^"]+)"/g;
const STYLE = /@import\s+["']([^"']+)["']/g;

/** The files that a component or a page is made of. */
const parts = ['.ts', '.js', '.json', '.wxml', '.wxss', '/README.md'];

/**
 * The files of a Mini Program that this one needs, by what it says. A path without an ending is given with each ending that
 * it can have; README.md counts as part of a component.
 */
export function referencesOf(path: string, text: string): string[] {
  const folder = posix.dirname(path);
  const at = (reference: string): string => posix.join(folder, reference);
  const found = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, first, second]) => at(first ?? second ?? ''));
  switch (posix.extname(path)) {
    case '.ts':
    case '.js':
      return found(MODULE).flatMap((module) => ['.ts', '.js', '.d.ts'].map((ending) => module + ending));
    case '.wxml':
      return found(TEMPLATE);
    case '.wxss':
      return found(STYLE);
    case '.json':
      return componentsIn(text).flatMap((component) => {
        const base = at(component);
        return parts.map((part) => (part.startsWith('/') ? posix.dirname(base) + part : base + part));
      });
    default:
      return [];
  }
}

function componentsIn(text: string): string[] {
  const { usingComponents = {} }: { usingComponents?: Record<string, string> } = JSON.parse(text);
  return Object.values(usingComponents);
}
