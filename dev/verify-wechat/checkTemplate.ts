import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { budgets } from './budgets';
import { checkNpmBuild } from './checkNpmBuild';
import { checkProject } from './checkProject';
import { checkSources } from './checkSources';
import { overBudget, sizeTable } from './sizeTable';

const root = join(__dirname, '../..');
const cosRoot = 'cos';

/** This project, in a copy. Resolves with a sentence for each expectation that does not hold. */
export async function checkTemplate(compiler: string, folder: string): Promise<readonly string[]> {
  const project = join(folder, 'project');
  for (const name of ['project.config.json', 'miniprogram']) {
    const filter = (source: string): boolean => !source.endsWith('miniprogram_npm');
    await cp(join(root, name), join(project, name), { recursive: true, filter });
  }
  const npmFailures = await checkNpmBuild(compiler, root, project);
  const sourceFailures = await checkSources(join(project, 'miniprogram'));
  if (sourceFailures.length > 0) return [...npmFailures, ...sourceFailures];

  const what = { what: 'this project', folder: project, cosRoot };
  const { failures, sizes } = await checkProject(compiler, what, join(folder, 'compiled'));
  const rows = sizes.map((size) => ({
    ...size,
    budget: size.name === cosRoot ? budgets.cos : { own: budgets.main },
  }));
  if (rows.length > 0) console.log(sizeTable(rows));
  return [...npmFailures, ...failures, ...overBudget(rows)];
}
