import type { Bridge } from '../../../messages/Bridge';
import type { Simulation } from '../Simulation';
import type { Answer, Params } from './Answer';
import { appAnswers } from './appAnswers';
import { Elements } from './Elements';
import { elementAnswers } from './elementAnswers';
import { pageAnswers } from './pageAnswers';

interface Question {
  id: number;
  method: string;
  params: Params;
}

/** Answers the methods of miniprogram-automator's protocol that Node hands on to the page. */
export function answerAutomation(
  simulation: Simulation,
  window: Window & typeof globalThis,
  bridge: Bridge,
): void {
  const elements = new Elements();
  const answers: Record<string, Answer> = {
    ...appAnswers(simulation, bridge),
    ...pageAnswers(simulation, elements),
    ...elementAnswers(simulation, elements, window),
  };
  bridge.on('runtime.ask', (data) => {
    const { id, method, params } = data as Question;
    const answer = async (): Promise<unknown> => {
      const known = answers[method];
      if (!known) throw new Error(`${method} is not simulated.`);
      return (await known(params)) ?? {};
    };
    const reply = (body: object): Promise<unknown> => bridge.call('runtime.answer', { id, ...body });
    answer()
      .then(
        (result) => reply({ result }),
        (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
      )
      // Nobody waits any more when the connection is gone.
      .catch(() => undefined);
  });
}
