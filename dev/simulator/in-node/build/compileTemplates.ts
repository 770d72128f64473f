import { posix } from 'node:path';
import { type TransformFailure, transform } from 'esbuild';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { BuildCache } from './BuildCache';
import { BuildError, positionAt, positionOf, type SourcePosition } from './BuildError';
import type { SourceTree } from './SourceTree';
import { templateRuntime } from './templateRuntime';

interface TemplateWarning {
  isError: boolean;
  message: string;
  /** Lines and columns from 0. */
  startLine: number;
  startColumn: number;
}

/** Compiles the templates of these components, with all that they import, include and load. */
export async function compileTemplates(
  tree: SourceTree,
  components: readonly string[],
  cache: BuildCache,
): Promise<string> {
  const name = `templates of ${components.join()}`;
  const known = cache.find(name, tree);
  if (known !== undefined) return known;
  const group = new TmplGroup();
  try {
    const scripts = new Set<string>();
    const templates = new Set<string>();
    for (const path of components) addTemplate(group, tree, path, templates, scripts);
    for (const path of templates) await prepareInlineScripts(group, tree, path, scripts);
    for (const path of scripts) await addScript(group, tree, path, scripts);
    group.setExtraRuntimeScript(templateRuntime);
    const compiled = group.getTmplGenObjectGroups();
    const files = [
      ...[...templates].map((path) => `${path}.wxml`),
      ...[...scripts].map((path) => `${path}.wxs`),
    ];
    cache.keep(name, new Map(files.map((file) => [file, tree.text(file) ?? ''])), compiled);
    return compiled;
  } finally {
    group.free();
  }
}

function addTemplate(
  group: TmplGroup,
  tree: SourceTree,
  path: string,
  templates: Set<string>,
  scripts: Set<string>,
): void {
  if (templates.has(path)) return;
  templates.add(path);
  const file = `${path}.wxml`;
  const text = tree.text(file);
  if (text === undefined) throw new BuildError({ file }, 'there is no such file.');
  const warnings: TemplateWarning[] = group.addTmpl(path, text);
  const error = warnings.find(({ isError }) => isError);
  if (error) {
    throw new BuildError({ file, line: error.startLine + 1, column: error.startColumn + 1 }, error.message);
  }
  const needs = (targets: string[], extension: string): string[] => {
    for (const target of targets) {
      if (tree.has(`${target}${extension}`)) continue;
      throw new BuildError(positionOfSource(path, text, target), `there is no file ${target}${extension}.`);
    }
    return targets;
  };
  for (const script of needs(group.getScriptDependencies(path), '.wxs')) scripts.add(script);
  for (const template of needs(group.getDirectDependencies(path), '.wxml')) {
    addTemplate(group, tree, template, templates, scripts);
  }
}

/** Where `target` is imported, included or loaded. */
function positionOfSource(path: string, text: string, target: string): SourcePosition {
  const file = `${path}.wxml`;
  for (const match of text.matchAll(/\bsrc\s*=\s*(["'])(.*?)\1/g)) {
    const [, , source = ''] = match;
    const absolute = source.startsWith('/') ? source.slice(1) : posix.join(posix.dirname(path), source);
    if (absolute.replace(/\.(?:wxml|wxs)$/, '') === target) return positionAt(file, text, match.index);
  }
  return { file };
}

async function addScript(
  group: TmplGroup,
  tree: SourceTree,
  path: string,
  scripts: Set<string>,
): Promise<void> {
  const file = `${path}.wxs`;
  const text = tree.text(file) ?? '';
  await checkScript(file, text);
  group.addScript(path, prepareScript(tree, file, text, scripts));
}

/** What stands in `<wxs>` itself. */
async function prepareInlineScripts(
  group: TmplGroup,
  tree: SourceTree,
  path: string,
  scripts: Set<string>,
): Promise<void> {
  const file = `${path}.wxml`;
  for (const name of group.getInlineScriptModuleNames(path) as string[]) {
    const text = group.getInlineScript(path, name);
    const wxml = tree.text(file) ?? '';
    // So that a fault is in the line of the file.
    const linesBefore = wxml.slice(0, Math.max(0, wxml.indexOf(text))).replace(/[^\n]/g, '');
    await checkScript(file, linesBefore + text);
    group.setInlineScript(path, name, prepareScript(tree, file, text, scripts));
  }
}

/** @param scripts gets what the script requires. */
function prepareScript(tree: SourceTree, file: string, text: string, scripts: Set<string>): string {
  // The generated loader looks a required path up as it is written, and knows no suffix.
  const code = text.replace(
    /(\brequire\s*\(\s*)(['"])([^'"]+?)(?:\.wxs)?\2/g,
    (whole, call, quote, target: string) => {
      const required = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(file), target);
      if (!tree.has(`${required}.wxs`)) {
        throw new BuildError(
          positionOf(file, tree.text(file) ?? '', whole),
          `there is no file ${required}.wxs.`,
        );
      }
      scripts.add(required);
      return `${call}${quote}/${required}${quote}`;
    },
  );
  // WeChat: `constructor` of a value is the name of its type.
  return code.replace(/\.constructor\b/g, '.constructor.name');
}

/** WXS is ES5, and what more WeChat's compiler takes: what this passes also runs in WeChat. */
async function checkScript(file: string, text: string): Promise<void> {
  try {
    await transform(text, {
      loader: 'js',
      target: 'es5',
      supported: { 'default-argument': true },
      logLevel: 'silent',
    });
  } catch (error) {
    const first = (error as TransformFailure).errors?.[0];
    if (!first) throw error;
    const { location } = first;
    throw new BuildError(
      { file, ...(location && { line: location.line, column: location.column + 1 }) },
      first.text,
    );
  }
}
