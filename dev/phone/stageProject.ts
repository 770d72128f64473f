import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ProjectConfig } from '../doctor/project/Project';

/**
 * Copies what a phone needs into `folder`, and nothing else: WeChat's compiler looks through all that lies in a project, and
 * sends nothing that is not there. Neither the local cloud's files, nor the tools, nor a key.
 */
export async function stageProject(root: string, config: ProjectConfig, folder: string): Promise<void> {
  const miniprogram = config.miniprogramRoot ?? 'miniprogram/';
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'project.config.json'), JSON.stringify(config));
  await cp(join(root, miniprogram), join(folder, miniprogram), {
    recursive: true,
    filter: (path) => !isSecret(basename(path)),
  });
}

/** What must not lie in a Mini Program, and may have been put there. */
const isSecret = (name: string): boolean => /\.(key|pem)$|^\.env/.test(name);
