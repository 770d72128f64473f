/** Without the headings (`// Uploading.`) of a module under which nothing is left. */
export function withoutEmptySections(source: string): string {
  const dense = source.replace(/\n{3,}/g, '\n\n');
  return dense.replace(/^\/\/ .*\n\n(?=\/\/ |$(?![\s\S]))/gm, '').replace(/\n+$/, '\n');
}
