import { posix } from 'node:path';
import postcss, { type AtRule, type ChildNode, CssSyntaxError, type Root, type Rule } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { scopeMark } from '../../messages/Program';
import { browserUnits } from '../../messages/styleUnits';
import type { BuildCache } from './BuildCache';
import { BuildError, positionAt } from './BuildError';
import type { SourceTree } from './SourceTree';

type StyleKind = 'app' | 'page' | 'component';

/**
 * WeChat's style sheet `path` as one that a browser understands, its classes marked for StyleSheets to scope; empty
 * when there is no such file.
 */
export function compileStyle(tree: SourceTree, path: string, kind: StyleKind, cache: BuildCache): string {
  if (!tree.has(path)) return '';
  const name = `${kind} ${path}`;
  const known = cache.find(name, tree);
  if (known !== undefined) return known;
  const sheets = new Map<string, string>();
  const root = inlineImports({ tree, kind, sheets }, path, []);
  root.walkDecls((declaration) => {
    declaration.value = browserUnits(declaration.value);
  });
  walkSelectors(root, (rule) => {
    rule.selector = browserSelector(
      rule.selector,
      posix.join(posix.dirname(path), posix.basename(path, '.wxss')),
    );
  });
  const style = root.toString();
  cache.keep(name, sheets, style);
  return style;
}

/** All rules but the steps of an animation, which stand where selectors stand. */
function walkSelectors(root: Root, visit: (rule: Rule) => void): void {
  root.walkRules((rule) => {
    const { parent } = rule;
    if (parent?.type === 'atrule' && /keyframes$/i.test((parent as AtRule).name)) return;
    visit(rule);
  });
}

/**
 * WeChat's compiler warns with these words, and what such a selector then matches is not documented
 * (https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html).
 */
function refuseSelectors(root: Root, file: string, text: string): void {
  walkSelectors(root, ({ selector, source }) => {
    const refuse = (node: selectorParser.Node): void => {
      throw new BuildError(
        positionAt(file, text, (source?.start?.offset ?? 0) + node.sourceIndex),
        `Some selectors are not allowed in component wxss, including tag name selectors, ID selectors, and attribute selectors: write a class instead of "${String(node).trim()}".`,
      );
    };
    selectorParser((selectors) => {
      walkTags(selectors, refuse);
      selectors.walkIds(refuse);
      selectors.walkAttributes(refuse);
    }).processSync(selector);
  });
}

function browserSelector(selector: string, component: string): string {
  return selectorParser((root) => {
    walkTags(root, (tag) => {
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

/** Not the number in `:nth-child(2)`, which the parser takes for a tag. */
function walkTags(selectors: selectorParser.Root, visit: (tag: selectorParser.Tag) => void): void {
  selectors.walkTags((tag) => {
    const within = tag.parent?.parent;
    if (within?.type !== 'pseudo' || !within.value.startsWith(':nth-')) visit(tag);
  });
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

interface Inlining {
  tree: SourceTree;
  kind: StyleKind;
  /** Gets the text of each sheet that is inlined, by path. */
  sheets: Map<string, string>;
}

function inlineImports(inlining: Inlining, path: string, importers: readonly string[]): Root {
  const { tree, kind, sheets } = inlining;
  const text = tree.text(path) ?? '';
  sheets.set(path, text);
  const root = parse(path, text);
  if (kind === 'component') refuseSelectors(root, path, text);
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
    const nodes: ChildNode[] = inlineImports(inlining, file, [...importers, path]).nodes;
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
