/** For `onLine` of the local cloud: that a key was issued or a link signed is no news in a test, and would hide what is. */
export function onFunctionLine(name: string, line: string): void {
  if (!/^cos-credentials: (issued a key|signed a link): /.test(line))
    process.stderr.write(`[${name}] ${line}\n`);
}
