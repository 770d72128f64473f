const IMPORT = /^import (?:(\w+)|\{([^}]*)\}) from ('[^']*');$/gm;
const EXPORT_FROM = /^export \{([^}]*)\} from ('[^']*');$/gm;
const EXPORT = /^export (?=(?:async )?(?:function|class|const) (\w+))/gm;

/**
 * ES modules as CommonJS that reads like them: WeChat's compiler turns `import` into `require` only where a project has
 * "ES6 to ES5" or TypeScript. Modules that need each other in a circle would not work; there are none.
 *
 * Throws for a form of import or export that the folder cos does not have.
 */
export function asCommonJs(source: string): string {
  const exported: string[] = [];
  const taken = new Set<string>();
  const names = (list: string): string[] =>
    list
      .split(',')
      .map((name) => name.trim().replace(/ as /, ': '))
      .filter((name) => name !== '');
  const required = (list: readonly string[], module: string): string => {
    for (const name of list) taken.add(name.replace(/.*: /, ''));
    return `const { ${list.join(', ')} } = require(${module});`;
  };
  const code = source
    .replace(IMPORT, (_, whole: string | undefined, list: string, module: string) =>
      whole === undefined ? required(names(list), module) : `const ${whole} = require(${module});`,
    )
    .replace(EXPORT_FROM, (_, list: string, module: string) => {
      exported.push(...names(list));
      const added = names(list).filter((name) => !taken.has(name));
      return added.length === 0 ? '' : required(added, module);
    })
    .replace(EXPORT, (_, name: string) => {
      exported.push(name);
      return '';
    });
  const [left] = /^(?:import|export)\b.*/m.exec(code) ?? [];
  if (left !== undefined) throw new Error(`This form of module is not known: ${left}`);
  if (exported.length === 0) return code;
  // One on each line, as the formatter then leaves them: a piece goes without some of them.
  return `${code.trimEnd()}\n\nmodule.exports = {\n${exported.map((name) => `  ${name},\n`).join('')}};\n`;
}
