import type { NodeSide } from '../../../messages/NodeSide';
import type { PageSide } from '../../../messages/PageSide';
import type { Simulation } from '../Simulation';
import type { Answer } from './Answer';
import { appAnswers } from './appAnswers';
import { Elements } from './Elements';
import { elementAnswers } from './elementAnswers';
import { pageAnswers } from './pageAnswers';

/** Answers the methods of miniprogram-automator's protocol that Node hands on to the page. */
export function answerAutomation(
  simulation: Simulation,
  window: Window & typeof globalThis,
  node: NodeSide,
): PageSide['automate'] {
  const elements = new Elements();
  const answers: Record<string, Answer> = {
    ...appAnswers(simulation, node),
    ...pageAnswers(simulation, elements),
    ...elementAnswers(simulation, elements, window),
  };
  return async (method, params) => {
    if (!Object.hasOwn(answers, method)) throw new Error(`${method} is not simulated.`);
    return (await answers[method]?.(params)) ?? {};
  };
}
