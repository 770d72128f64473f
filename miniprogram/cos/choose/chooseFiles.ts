import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import type { ChosenFile } from '../files/ChosenFile';
import { type Choice, type ChooseOptions, checkChoice } from './ChooseOptions';
import { chooseFromChat } from './chooseFromChat';
import { chooseFromPhone } from './chooseFromPhone';
import type { TypedFile } from './TypedFile';

/**
 * Lets the person choose. Empty when they cancel. Rejects with a `Failure` when WeChat can't, and when one of the files is none
 * that was asked for: then none is taken, and the failure names that one.
 */
export function chooseFiles(options: ChooseOptions = {}): Promise<ChosenFile[]> {
  return choose(checkChoice(options));
}

async function choose(choice: Choice): Promise<ChosenFile[]> {
  const attempt: Attempt = { action: 'choose' };
  try {
    const chosen = await (choice.from === 'chat'
      ? chooseFromChat(choice)
      : chooseFromPhone(choice, choice.from));
    for (const file of chosen) checkFile(file, choice);
    return chosen.map(({ file }) => file);
  } catch (error) {
    const failure = failureFrom(error, attempt);
    if (failure.code === 'cancelled') return [];
    throw failure;
  }
}

function checkFile({ file: { name, size }, type }: TypedFile, { types, maxBytes }: Choice): void {
  const attempt: Attempt = { action: 'choose', name };
  if (!types.includes(type)) {
    const detail = `of type ${type}, expected ${types.join(' or ')}`;
    throw new Failure({ code: 'file-type', attempt, detail });
  }
  if (size > maxBytes) {
    const detail = `${size} bytes of at most ${maxBytes}`;
    throw new Failure({ code: 'too-large', attempt, detail, params: { limit: maxBytes } });
  }
}
