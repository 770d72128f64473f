import { posix } from 'node:path';
import postcss, { type AtRule, type ChildNode, CssSyntaxError, type Root, type Rule } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { scopeMark } from '../../messages/Program';
import { browserUnits } from '../../messages/styleUnits';
import type { BuildCache } from './BuildCache';
import { at, BuildError, positionAt } from './BuildError';
import type { SourceTree } from './SourceTree';

type StyleKind = 'app' | 'page' | 'component';

/**
 * WeChat's style sheet `path` as one that a browser understands, its classes marked for StyleSheets to scope; empty
 * when there is no such file.
 *
 * @param warn gets `file:line:column: reason` for what WeChat's compiler warns of.
 */
export function compileStyle(
  tree: SourceTree,
  path: string,
  kind: StyleKind,
  cache: BuildCache,
  warn: (warning: string) => void,
): string {
  if (!tree.has(path)) return '';
  const name = `${kind} ${path}`;
  const known = cache.find(name, tree);
  if (known !== undefined) return known;
  const sheets = new Map<string, string>();
  const warnings: string[] = [];
  const root = inlineImports({ tree, kind, sheets, warnings }, path, []);
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
  // What was warned of is to be warned of the next time too.
  if (warnings.length === 0) cache.keep(name, sheets, style);
  warnings.forEach(warn);
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
 * WeChat's compiler warns with these words. Only classes are kept within a component: a tag, an id or an attribute selects in the
 * whole page, here as in a web view (https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html).
 */
function warnOfSelectors(root: Root, file: string, text: string, warnings: string[]): void {
  walkSelectors(root, ({ selector, source }) => {
    const warn = (node: selectorParser.Node): void => {
      const position = positionAt(file, text, (source?.start?.offset ?? 0) + node.sourceIndex);
      const reason = `Some selectors are not allowed in component wxss, including tag name selectors, ID selectors, and attribute selectors: write a class instead of "${String(node).trim()}".`;
      warnings.push(at(position, reason));
    };
    selectorParser((selectors) => {
      walkTags(selectors, warn);
      selectors.walkIds(warn);
      selectors.walkAttributes(warn);
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
  warnings: string[];
}

function inlineImports(inlining: Inlining, path: string, importers: readonly string[]): Root {
  const { tree, kind, sheets, warnings } = inlining;
  const text = tree.text(path) ?? '';
  sheets.set(path, text);
  const root = parse(path, text);
  if (kind === 'component') warnOfSelectors(root, path, text, warnings);
  root.walkAtRules('import', (rule) => {
    const target = /^(?:url\()?\s*(['"])(.+?)\1/.exec(rule.params)?.[2];
    const position = {
      file: path,
      line: rule.source?.start?.line ?? 1,
      column: rule.source?.start?.column ?? 1,
    };
    if (target === undefined)
      throw new BuildError(position, `@import ${rule.params} names no file in quotes.`);
    const file = target.startsWith('/')
      ? posix.normalize(target.slice(1))
      : posix.join(posix.dirname(path), target);
    if (!tree.has(file)) throw new BuildError(position, `@import: there is no file ${file}.`);
    if (file === path || importers.includes(file))
      throw new BuildError(position, `@import: ${file} imports itself.`);
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
