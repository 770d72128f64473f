/** As the template has it; what else is in it is not brought. */
interface PackageJson {
  readonly version: string;
  readonly engines: Record<string, string>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}

/** No line imports them. */
const tools = [
  '@biomejs/biome',
  '@types/node',
  'jimp',
  'miniprogram-api-typings',
  'tsx',
  'typescript',
] as const;

/** What the part of a command runs or reads: a program, a project of TypeScript, the settings of Biome, `test` for jest. */
function fileOf(part: string): string {
  const [, program] = /^(?:tsx|node) (\S+)/.exec(part) ?? [];
  if (program !== undefined) return program;
  const [, project] = /^tsc -p (\S+)/.exec(part) ?? [];
  if (project !== undefined) return project.endsWith('.json') ? project : `${project}/tsconfig.json`;
  return part.startsWith('biome') ? 'biome.json' : 'test/support';
}

/**
 * package.json of a new Mini Program: the commands whose files it has, and the packages that these import.
 *
 * @param sources the texts of all scripts that are brought.
 * @param has whether a path is brought.
 */
export function packageJson(
  template: PackageJson,
  name: string,
  sources: readonly string[],
  has: (path: string) => boolean,
): object {
  const isUsed = (dependency: string): boolean => {
    if ((tools as readonly string[]).includes(dependency)) return true;
    const imported = dependency.replace(/^@types\//, '');
    const words = [`'${imported}'`, `'${imported}/`];
    return sources.some((source) => words.some((word) => source.includes(word)));
  };
  const scripts = Object.entries(template.scripts).flatMap(([script, command]) => {
    const kept = command.split(' && ').filter((part) => has(fileOf(part)));
    return kept.length > 0 ? [[script, kept.join(' && ')] as const] : [];
  });
  return {
    name,
    version: '0.1.0',
    private: true,
    engines: template.engines,
    scripts: { ...Object.fromEntries(scripts), test: 'npm run lint && npm run types' },
    dependencies: template.dependencies,
    devDependencies: Object.fromEntries(
      Object.entries(template.devDependencies).filter(([dependency]) => isUsed(dependency)),
    ),
    overrides: template.overrides,
    allowScripts: template.allowScripts,
  };
}
