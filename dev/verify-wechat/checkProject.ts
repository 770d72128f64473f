import { join } from 'node:path';
import { checkLanguage } from './checkLanguage';
import { type PackageSize, packageSizes } from './packageSizes';
import { runCompiler } from './runCompiler';
import { sdkFile, sdkVersion } from './sdk';

export interface Project {
  /** For a sentence: "WeChat's compiler refuses …". */
  readonly what: string;
  /** Has the project.config.json. */
  readonly folder: string;
  /** Where the folder `cos` is in the Mini Program. */
  readonly cosRoot: string;
}

export interface ProjectReport {
  /** A sentence for each expectation that does not hold. */
  readonly failures: readonly string[];
  /** Empty when the compiler refused the project. */
  readonly sizes: readonly PackageSize[];
}

/** Compiles a project and looks into the packages. They are written into `output`. */
export async function checkProject(
  compiler: string,
  project: Project,
  output: string,
): Promise<ProjectReport> {
  const { what, folder, cosRoot } = project;
  const answer = await runCompiler(compiler, { kind: 'compile', project: folder, output });
  if (answer.kind === 'refused') {
    const reason = answer.reason.replaceAll(`${folder}/`, '');
    return { failures: [`WeChat's compiler refuses ${what}:\n${reason}`], sizes: [] };
  }
  console.log(`Compiled: ${what}`);
  const failures = await checkLanguage(output);
  // The compiler leaves out what no module requires and says nothing of a module that is not there.
  if ((await sdkVersion(join(output, cosRoot, sdkFile))) === undefined)
    failures.push(`${cosRoot}/${sdkFile} is not in the compiled package of ${what}: it would not start.`);
  return { failures, sizes: await packageSizes(output) };
}
