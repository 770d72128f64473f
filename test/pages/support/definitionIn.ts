/** Runs a script of a Mini Program, and gives what it passed to `Page` or `Component`. */
export function definitionIn<Definition>(load: () => void, name: 'Page' | 'Component'): Definition {
  let definition: Definition | undefined;
  Object.assign(globalThis, {
    [name]: (given: Definition) => {
      definition = given;
    },
  });
  jest.isolateModules(load);
  Reflect.deleteProperty(globalThis, name);
  if (definition === undefined) throw new Error(`The script did not call ${name}().`);
  return definition;
}
