import { posix } from 'node:path';
import postcss, { type AtRule, type ChildNode, CssSyntaxError, type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { scopeMark } from '../bridge/Program';
import { browserUnits } from '../bridge/styleUnits';
import { BuildError } from './BuildError';
import type { SourceTree } from './SourceTree';

/**
 * WeChat's style sheet `path` as one that a browser understands, its classes marked for StyleSheets to scope; empty
 * when there is no such file.
 */
export function compileStyle(tree: SourceTree, path: string): string {
  if (!tree.has(path)) return '';
  const root = inlineImports(tree, path, []);
  root.walkDecls((declaration) => {
    declaration.value = browserUnits(declaration.value);
  });
  root.walkRules((rule) => {
    const { parent } = rule;
    if (parent?.type === 'atrule' && /keyframes$/i.test((parent as AtRule).name)) return;
    rule.selector = browserSelector(
      rule.selector,
      posix.join(posix.dirname(path), posix.basename(path, '.wxss')),
    );
  });
  return root.toString();
}

function browserSelector(selector: string, component: string): string {
  return selectorParser((root) => {
    root.walkTags((tag) => {
      tag.value = `wx-${tag.value}`;
    });
    root.walkPseudos((pseudo) => {
      if (pseudo.value === ':host') pseudo.replaceWith(hostSelector(component));
    });
    root.walkClasses((name) => {
      name.value = `${scopeMark}${name.value}`;
    });
  }).processSync(selector);
}

function hostSelector(component: string): selectorParser.Attribute {
  const attribute = selectorParser.attribute({
    attribute: 'is',
    operator: '=',
    value: '',
    quoteMark: '"',
    raws: {},
  });
  attribute.setValue(component, { quoteMark: '"' });
  return attribute;
}

function inlineImports(tree: SourceTree, path: string, importers: readonly string[]): Root {
  const root = parse(path, tree.text(path) ?? '');
  root.walkAtRules('import', (rule) => {
    const target = /^(?:url\()?\s*(['"])(.+?)\1/.exec(rule.params)?.[2];
    const at = { file: path, line: rule.source?.start?.line ?? 1, column: rule.source?.start?.column ?? 1 };
    if (target === undefined) throw new BuildError(at, `@import ${rule.params} names no file in quotes.`);
    const file = target.startsWith('/')
      ? posix.normalize(target.slice(1))
      : posix.join(posix.dirname(path), target);
    if (!tree.has(file)) throw new BuildError(at, `@import: there is no file ${file}.`);
    if (file === path || importers.includes(file))
      throw new BuildError(at, `@import: ${file} imports itself.`);
    const nodes: ChildNode[] = inlineImports(tree, file, [...importers, path]).nodes;
    rule.replaceWith(nodes);
  });
  return root;
}

function parse(path: string, text: string): Root {
  try {
    return postcss.parse(text, { from: path });
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    throw new BuildError({ file: path, line: error.line ?? 1, column: error.column ?? 1 }, error.reason);
  }
}
