import { posix } from 'node:path';
import type { JsonText } from '../../JsonText';
import type { Host, Subpackage } from '../host/Host';
import type { Language, Template } from '../source/Template';
import type { Change } from './Change';

export interface JsonWishes {
  readonly language: Language;
  /** Where the folder is, below the root of the Mini Program. */
  readonly to: string;
  /** Below the folder: those that app.json has to have, and those that it got the last time. */
  readonly pages: readonly string[];
  readonly formerPages: readonly string[];
  /** Where the cloud function is, below the root of the project. */
  readonly functionFolder: string;
}

/** The edits of app.json, project.config.json and package.json. Throws when app.json has a place for the folder that can't be. */
export function planJson(host: Host, template: Template, wishes: JsonWishes): Change[] {
  const app = placePages(host, wishes);
  const project: string[] = [];
  if (host.functions === undefined) {
    const functions = `${posix.dirname(wishes.functionFolder)}/`;
    host.project.set(['cloudfunctionRoot'], functions);
    project.push(`cloudfunctionRoot is ${functions}`);
  }
  project.push(...keepOutOfPackage(host, wishes.functionFolder));
  if (wishes.language === 'typescript' && !host.takesTypeScript) {
    const plugins = host.project.value.setting?.useCompilerPlugins;
    const others: unknown[] = Array.isArray(plugins) ? plugins : [];
    host.project.set(['setting', 'useCompilerPlugins'], [...others, 'typescript']);
    project.push('setting.useCompilerPlugins has "typescript"');
  }
  return [...edit(host.app, app), ...edit(host.project, project), ...noteSdk(host, template)];
}

function edit(file: JsonText<object>, what: readonly string[]): Change[] {
  if (!file.isEdited) return [];
  return [{ kind: 'edit', path: file.path, bytes: Buffer.from(file.edited), what }];
}

/** Where the root of the project is that of the Mini Program, WeChat packs the cloud functions too: 2 MB, which is all it takes. */
function keepOutOfPackage({ miniprogram, project }: Host, functionFolder: string): string[] {
  const value = posix.relative(miniprogram, functionFolder);
  const ignored = project.value.packOptions?.ignore ?? [];
  if (value.startsWith('../') || ignored.some((entry) => `${value}/`.startsWith(`${entry.value}/`)))
    return [];
  project.set(['packOptions', 'ignore'], [...ignored, { type: 'folder', value }]);
  return [`packOptions.ignore has ${value}`];
}

/** The subpackage in which the pages are, and the way from its root to them. */
function placePages({ app }: Host, { to, pages, formerPages }: JsonWishes): string[] {
  const key = app.value.subPackages ? 'subPackages' : app.value.subpackages ? 'subpackages' : 'subPackages';
  const list = app.value[key] ?? [];
  const rootOf = ({ root = '' }: Subpackage): string => root.replace(/^\/|\/$/g, '');
  const at = list.findIndex((entry) => to === rootOf(entry) || to.startsWith(`${rootOf(entry)}/`));
  // A page of the main package in the root of a subpackage: WeChat compiles neither.
  const main = pages.length > 0 && Array.isArray(app.value.pages) ? app.value.pages.map(String) : [];
  const inside = [...list.map(rootOf), ...main].find((place) => place.startsWith(`${to}/`));
  if (inside !== undefined)
    throw new Error(
      `app.json has ${inside}, which is inside of ${to} and not from this template. Choose another folder by --to.`,
    );
  const entry = list[at];
  const way = entry ? posix.relative(rootOf(entry), to) : '';
  const paths = (names: readonly string[]): string[] => names.map((page) => posix.join(way, page));
  const present = entry?.pages ?? [];
  const added = paths(pages.filter((page) => !formerPages.includes(page))).filter(
    (page) => !present.includes(page),
  );
  const removed = paths(formerPages.filter((page) => !pages.includes(page))).filter((page) =>
    present.includes(page),
  );
  if (entry === undefined) {
    if (added.length === 0) return [];
    const wanted = { root: to, pages: added };
    if (app.value[key] === undefined) app.set([key], [wanted]);
    else app.set([key, list.length], wanted);
    return [`${key} has { "root": "${to}" } with ${added.length} pages`];
  }
  const left = [...present.filter((page) => !removed.includes(page)), ...added];
  if (left.length === 0) app.set(list.length === 1 ? [key] : [key, at], undefined);
  else if (added.length + removed.length > 0) app.set([key, at, 'pages'], left);
  else return [];
  return [`the subpackage ${rootOf(entry)} has ${added.length} pages more and ${removed.length} less`];
}

/**
 * Among the dependencies for development, though it ships: the folder brings it as "Build npm" makes it, and from the
 * others "Build npm" would put a second one into the main package.
 */
function noteSdk({ packageJson: file, lock }: Host, { sdk }: Template): Change[] {
  if (file === undefined) return [];
  const { dependencies = {}, devDependencies = {} } = file.value;
  if (sdk.name in dependencies || devDependencies[sdk.name] === sdk.version) return [];
  file.set(['devDependencies', sdk.name], sdk.version);
  const what = [`devDependencies has ${sdk.name} ${sdk.version}`];
  // Else `npm ci` and its like refuse: package.json and what is locked differ.
  if (lock) what.push(`run ${lock.command}, so that ${lock.file} has it too`);
  return edit(file, what);
}
