import { join } from 'node:path';
import { readJsonFile } from './readJsonFile';

interface ProjectConfig {
  readonly appid: string;
  readonly compileType: string;
  readonly libVersion: string;
  readonly setting: Readonly<Record<string, unknown>>;
}

/**
 * project.config.json of a made-up Mini Program that took something of the folder `cos`: this project's, without its npm.
 *
 * @param setting what it has otherwise.
 */
export async function hostProjectConfig(setting: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const file = join(__dirname, '../../project.config.json');
  const { appid, compileType, libVersion, ...own } = await readJsonFile<ProjectConfig>(file);
  return JSON.stringify({
    appid,
    compileType,
    libVersion,
    setting: { ...own.setting, packNpmManually: false, packNpmRelationList: [], ...setting },
  });
}
