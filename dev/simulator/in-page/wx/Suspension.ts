import type { PhoneFunctions } from '../../messages/PhoneProtocol';
import { withEnd } from './withEnd';

/** Holds back what the phone answers while the script of the Mini Program stands still. */
export class Suspension {
  #ended: Promise<void> | undefined;
  #end: () => void = () => undefined;

  set(suspended: boolean): void {
    if (!suspended) {
      this.#end();
      this.#ended = undefined;
    } else {
      this.#ended ??= new Promise((end) => {
        this.#end = end;
      });
    }
  }

  /** The same functions; who waits for an answer gets it when the script goes on. */
  hold(functions: PhoneFunctions): PhoneFunctions {
    return new Proxy(functions, {
      get: (_target, name) => {
        const call = functions[name as keyof PhoneFunctions] as (...params: unknown[]) => unknown;
        return (...params: unknown[]) => {
          const answer = call(...params);
          return answer instanceof Promise ? withEnd(answer, () => this.#ended) : answer;
        };
      },
    });
  }
}
