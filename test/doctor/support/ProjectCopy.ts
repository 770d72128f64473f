import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonText } from '../../../dev/JsonText';
import { shippedConfig } from './shippedConfig';

const template = join(__dirname, '../../..');

/** A change of a file: one text for another, or the whole. */
export type Change = { readonly file: string } & (
  | { readonly from: string; readonly to: string }
  | { readonly text: string | undefined }
);

/** This template, as it is shipped, in a folder of its own, where it can be broken. */
export class ProjectCopy {
  private constructor(readonly root: string) {}

  static async make(): Promise<ProjectCopy> {
    const root = await mkdtemp(join(tmpdir(), 'doctor-'));
    for (const name of ['miniprogram', 'cloudfunctions', 'package.json', 'project.config.json']) {
      await cp(join(template, name), join(root, name), { recursive: true });
    }
    await symlink(join(template, 'node_modules'), join(root, 'node_modules'));
    await writeFile(join(root, 'miniprogram/cos/config.ts'), shippedConfig);
    const projectConfig = join(root, 'project.config.json');
    const json = new JsonText(projectConfig, await readFile(projectConfig, 'utf8'));
    json.set(['appid'], 'touristappid');
    await writeFile(projectConfig, json.edited);
    return new ProjectCopy(root);
  }

  /** Returns what undoes it. Throws when the text to change is not there. */
  async change(change: Change): Promise<() => Promise<void>> {
    const path = join(this.root, change.file);
    const before = await readFile(path, 'utf8');
    const after = 'from' in change ? before.replace(change.from, () => change.to) : change.text;
    if (after === before) throw new Error(`${change.file} has no "${JSON.stringify(change)}".`);
    if (after === undefined) await rm(path);
    else await writeFile(path, after);
    return () => writeFile(path, before);
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true });
  }
}
