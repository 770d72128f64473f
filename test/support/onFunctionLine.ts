/** For `onLine` of the local cloud: that a key was issued is no news in a test, and would hide what is. */
export function onFunctionLine(name: string, line: string): void {
  if (!line.startsWith('cos-credentials: issued a key: ')) process.stderr.write(`[${name}] ${line}\n`);
}
