import { join } from 'node:path';
import { asksForHelp } from '../commandLine';
import { copyUsage, runCopy } from '../copy/main';
import { createUsage, runCreate } from '../create/main';
import { messageOf } from '../messageOf';

/**
 * The program of this package: `npx` runs it from the repository, without a clone. It is bundled (buildProgram.ts), so that it needs
 * nothing of what the template is developed with.
 */

interface Command {
  /** Begins with the command's name. */
  readonly usage: string;
  /** @param root of the template, whose files it may only read. */
  run(root: string, args: readonly string[]): Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  copy: { usage: copyUsage, run: runCopy },
  create: { usage: createUsage, run: runCreate },
};

/** This file runs as dist/main.js. */
const root = join(__dirname, '..');

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const usages = command ? [command] : Object.values(commands);
  const usage = usages.map((one) => `wechat-cos-template ${one.usage}`).join('\n\n');
  const help = ['wechat-cos-template', ...(command ? [name] : []), '--help'].join(' ');
  try {
    if (name === '' || name === 'help' || asksForHelp([name, ...args])) console.log(usage);
    else if (command === undefined) throw new Error(`${name} is no command.`);
    else await command.run(root, args);
  } catch (error) {
    console.error(`${messageOf(error)}\n\nHow it is called: ${help}`);
    process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
