import { join } from 'node:path';
import { type PieceName, pieces } from '../copy/source/pieces';
import { cosFiles } from '../copy/source/readFiles';
import { templateAt } from '../copy/source/Template';
import { budgets } from './budgets';
import { checkProject } from './checkProject';
import { hostProjectConfig } from './hostProjectConfig';
import { overBudget, sizeTable } from './sizeTable';
import { writeFiles } from './writeFiles';

const root = join(__dirname, '../..');

/** What `npm run copy -- --only …` brings, each in a subpackage of its own, so that one run measures all. */
const measured = {
  upload: ['upload'],
  save: ['save'],
  'upload,save': ['upload', 'save'],
  'cos-uploader': ['cos-uploader'],
} as const satisfies Record<string, readonly PieceName[]>;

type Measured = keyof typeof measured;

/** Pieces of the folder `cos` with a page that is not ours. Resolves with a sentence for each expectation that does not hold. */
export async function checkPieces(compiler: string, folder: string): Promise<readonly string[]> {
  const project = join(folder, 'project');
  const names = Object.keys(measured) as Measured[];
  await writeApp(project, names);
  for (const name of names) await writePiece(join(project, packageOf(name)), measured[name]);

  const { failures, sizes } = await checkProject(
    compiler,
    { what: `pieces of the folder cos: ${names.join('; ')}`, folder: project, cosRoot: packageOf('upload') },
    join(folder, 'compiled'),
  );
  const rows = names.flatMap((name) =>
    sizes
      .filter((size) => size.name === packageOf(name))
      .map((size) => ({ ...size, name: `--only ${name}`, budget: { own: budgets.pieces[name] } })),
  );
  if (rows.length > 0) console.log(sizeTable(rows));
  return [...failures, ...overBudget(rows)];
}

const packageOf = (name: Measured): string => name.replace(',', '-');

async function writeApp(project: string, names: readonly Measured[]): Promise<void> {
  await writeFiles(project, {
    'project.config.json': await hostProjectConfig(),
    'app.json': JSON.stringify({
      pages: ['index/index'],
      subPackages: names.map((name) => ({ root: packageOf(name), pages: ['page/page'] })),
    }),
    'app.js': 'App({})',
    'index/index.wxml': '<view></view>',
    'index/index.js': 'Page({})',
  });
}

async function writePiece(folder: string, only: readonly PieceName[]): Promise<void> {
  const components = only.flatMap((name): readonly string[] => pieces[name].components);
  const usingComponents = Object.fromEntries(
    components.map((name) => [name, `../components/${name}/${name}`]),
  );
  await writeFiles(folder, Object.fromEntries(await cosFiles(templateAt(root), 'typescript', only)));
  await writeFiles(folder, {
    'page/page.json': JSON.stringify({ usingComponents }),
    'page/page.wxml': components.map((name) => `<${name}></${name}>`).join(''),
    'page/page.ts': "import { flows } from '../index';\nPage({ data: { names: Object.keys(flows) } });\n",
  });
}
