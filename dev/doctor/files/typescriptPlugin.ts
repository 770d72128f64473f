import { failed, passed } from '../report/Result';
import type { FileCheck } from './Setup';

/** Whether WeChat's compiler takes TypeScript. */
export const typescriptPlugin: FileCheck = async ({ project }) => {
  const plugins = (await project.projectConfig()).setting?.useCompilerPlugins;
  if (Array.isArray(plugins) && plugins.includes('typescript')) return passed('takes TypeScript');
  return failed({
    seen: `setting.useCompilerPlugins is ${JSON.stringify(plugins) ?? 'absent'}`,
    means: 'WeChat compiles no .ts file, and finds no page.',
    change: 'Set setting.useCompilerPlugins in project.config.json to ["typescript"].',
  });
};
