import { basename, relative, resolve } from 'node:path';
import { readOptions } from '../commandLine';
import { requestFrom, type SetupOptions, setupOptions } from '../configure/readRequest';
import { isOnLocalCloud, localSetup, type Setup } from '../configure/values/Setup';
import { missing, setupFrom } from '../configure/values/setupFrom';
import { create } from './create';
import { allPages, pagesFrom } from './pages';

export const createUsage = `create FOLDER [--name NAME] [--pages PAGES] [--local | --bucket NAME --region REGION --appid APPID]

  FOLDER     of the new Mini Program; it must not be there, or be empty
  --name     of the package and the project; default: the folder's
  --pages    with commas: ${allPages.join(', ')}; default: all. The gallery and what it opens come in any case
  --local    on a cloud of this computer, without an account: as without --bucket
  --bucket   --region, --appid, --created, --environment, --url, --anyway: as for npm run configure, which can be run later too`;

/** `create`: a new Mini Program with COS in it. */
export async function runCreate(root: string, args: readonly string[]): Promise<void> {
  const { folder, name, pages, ...options } = readOptions(
    { folder: 'place', name: 'optional', pages: 'optional', ...setupOptions },
    args,
  );
  const target = resolve(folder);
  const setup = setupOf(options);
  const wanted = pagesFrom(pages ?? allPages.join(','));
  const called = name ?? basename(target);
  expectName(called);
  await create(root, { folder: target, name: called, pages: wanted, setup });
  console.log(done(target, setup));
}

/** By the checks that `npm run configure` has. */
function setupOf({ local, anyway, ...given }: SetupOptions): Setup {
  const onlyAppId = Object.entries(given).every(([name, text]) => text === undefined || name === 'appid');
  const request = requestFrom({ ...given, local: local || onlyAppId, anyway });
  if (request.kind === 'local') return localSetup(request.appId);
  const lacking = missing(request.given, {});
  if (lacking.length === 0) return setupFrom(request.given, undefined);
  throw new Error(
    `${lacking.map((name) => `--${name}`).join(', ')} missing. Without any of them it is on the local cloud.`,
  );
}

/** What npm takes for a name, and WeChat DevTools for a project. */
function expectName(name: string): void {
  if (/^[a-z\d][a-z\d._-]{0,99}$/.test(name)) return;
  throw new Error(
    `"${name}" can't be the name of a package: small letters, digits, "-", "_" and ".", at most 100. Give one with --name.`,
  );
}

function done(folder: string, { config }: Setup): string {
  const path = relative(process.cwd(), folder) || '.';
  const way = /[^\p{L}\p{N}./\\_-]/u.test(path) ? `"${path}"` : path;
  const next = isOnLocalCloud(config)
    ? 'A bucket of your own, later: npm run configure'
    : 'What is left to do in each console: npm run configure, and npm run doctor';
  return `${folder} is there.\n\n    cd ${way}\n    npm install\n    npm start\n\n${next}`;
}
