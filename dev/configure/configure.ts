import { isDeepStrictEqual } from 'node:util';
import { Misuse } from '../commandLine';
import { Project } from '../doctor/project/Project';
import { byHand } from './byHand';
import type { FileChange } from './files/FileChange';
import { planChanges } from './files/planChanges';
import { writeFiles } from './files/writeFiles';
import { leftToDo, type Step } from './leftToDo';
import type { Request } from './Request';
import { readCurrent } from './readCurrent';
import { askValues } from './talk/askValues';
import type { Colours } from './talk/Colours';
import type { Questions } from './talk/Questions';
import { showChanges } from './talk/showChanges';
import { isOnLocalCloud, localSetup, type Setup } from './values/Setup';
import { missing, setupFrom, valuesOf } from './values/setupFrom';
import type { Values } from './values/Values';

export interface Talk {
  say(text: string): void;
  readonly colours: Colours;
  /** Absent where nobody can be asked. They are closed here. */
  openQuestions?(): Questions;
}

/**
 * Sets a project up, and says what is left to do. Writes nothing before everything is asked and checked.
 *
 * @param root of the project; absolute.
 * @returns whether the project is set up so, or would be.
 * @throws Stopped on Ctrl+C at a question; Unreadable for a file that is not there; Misuse that names what was not given.
 */
export async function configure(root: string, request: Request, talk: Talk): Promise<boolean> {
  const project = new Project(root);
  const current = await readCurrent(project);
  const questions = questionsFor(request, current, talk);
  try {
    const wanted = await wantedSetup(request, current, questions);
    const plan = await planChanges(project, wanted, current);
    if (plan.kind === 'planned')
      return await carryOut(plan.changes, { project, request, wanted, current, talk, questions });
    talk.say(byHand(plan.reason, wanted));
    return false;
  } finally {
    questions?.close();
  }
}

/** Undefined when everything is given. Throws what is missing where nobody can be asked. */
function questionsFor(
  request: Request,
  current: Setup | undefined,
  { openQuestions }: Talk,
): Questions | undefined {
  if (request.kind === 'local') return undefined;
  const nothing = Object.keys(request.given).length === 0;
  const lacking = missing(request.given, nothing || !current ? {} : valuesOf(current));
  if (lacking.length === 0) return undefined;
  if (openQuestions) return openQuestions();
  const flags = lacking.map((name) => `--${name}`).join(', ');
  throw new Misuse(`${flags} missing, and there is no terminal to ask in.`);
}

async function wantedSetup(
  request: Request,
  current: Setup | undefined,
  questions: Questions | undefined,
): Promise<Setup> {
  if (request.kind === 'local') return localSetup(request.appId);
  const { given } = request;
  const known = current ? valuesOf(current) : {};
  return setupFrom(questions ? await askValues(questions, given, known) : given, current);
}

interface Work {
  readonly project: Project;
  readonly request: Request;
  readonly wanted: Setup;
  readonly current: Setup | undefined;
  readonly talk: Talk;
  readonly questions: Questions | undefined;
}

async function carryOut(changes: readonly FileChange[], work: Work): Promise<boolean> {
  const { project, request, wanted, current, talk, questions } = work;
  const { say, colours } = talk;
  if (changes.length > 0) say(`\n${showChanges(changes, colours)}\n`);
  if (changes.length === 0) say('Nothing to change: the project is set up so already.');
  else if (request.dry) say('Nothing was written (--dry-run).');
  else if (questions && !(await questions.confirmNow('Write this?'))) {
    say('Nothing was written.');
    return false;
  } else {
    await writeFiles(project, changes);
    say(`Written: ${changes.map(({ file }) => file).join(', ')}.`);
  }
  if (!request.dry) await sayWhatIsLeft(project, wanted, changes.length > 0 ? current : undefined, talk);
  return true;
}

/** @param before the set-up that changed, of whose steps those are done that are still the same; undefined when nothing did. */
async function sayWhatIsLeft(
  project: Project,
  wanted: Setup,
  before: Setup | undefined,
  { say, colours }: Talk,
): Promise<void> {
  const wasBucket = before && !isOnLocalCloud(before.config) ? before : undefined;
  if (isOnLocalCloud(wanted.config)) {
    say('The local cloud is the one of npm start.');
    if (wasBucket) say(`Back to the bucket: npm run configure -- ${flagsFor(valuesOf(wasBucket))}`);
    return;
  }
  const actions = Object.values(await project.actions());
  const done = wasBucket ? leftToDo(wasBucket, actions) : [];
  const steps = leftToDo(wanted, actions).filter((step) => !done.some((one) => isDeepStrictEqual(one, step)));
  say(`\n${colours.bold('Left to do')}\n`);
  for (const [index, step] of steps.entries()) say(`${stepText(index + 1, step, colours)}\n`);
  say(
    `Then: npm run doctor, and with the variables of the function in a file, npm run doctor -- --env FILE.
On a phone: npm run preview -- --key FILE.`,
  );
}

function stepText(number: number, { title, lines }: Step, { bold }: Colours): string {
  return [`${number}. ${bold(title)}`, ...lines.map((line) => `   ${line}`)].join('\n');
}

const flagsFor = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ');
