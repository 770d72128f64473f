import { Listeners } from '../../Listeners';
import { actionNames, type OperationName, operationNames } from '../operations/names';
import type { CredentialWatch } from '../signature/Credentials';
import { type FailureRule, type Faults, type FaultsChange, noFaults } from './Faults';
import { parseFaults } from './parseFaults';

interface Count {
  /** Requests that the rule was for. */
  matched: number;
  failed: number;
}

/** Older ones are forgotten: who has that many clients at a time? */
const MAX_USED_KEYS = 1000;

/** Makes up for shares such as 0.29, of which 100 are a little less than 29. */
const ROUNDING = 1e-9;

/** What a server does wrong at the moment, and the answers to the questions that its parts ask about it. */
export class FaultSwitches implements CredentialWatch {
  /** The names that `FailureRule.operation` and `deniedActions` take. */
  readonly operations = operationNames;
  readonly actions = actionNames;
  #current = noFaults;
  readonly #counts = new WeakMap<FailureRule, Count>();
  readonly #usedKeys = new Set<string>();
  readonly #listeners = new Listeners<Faults>();

  get current(): Faults {
    return this.#current;
  }

  /** Changes the given fields. All of it is checked, as JSON from outside: throws `BadInput`, with nothing changed. */
  change(change: FaultsChange): Faults {
    return this.#set(parseFaults(change, this.#current));
  }

  /** Sets the given fields, and the others to what they are in a server without faults. */
  replace(faults: FaultsChange): Faults {
    return this.#set(parseFaults(faults, noFaults));
  }

  /** Revokes the temporary keys that have come so far, so that each client needs a new one. */
  revokeUsedKeys(): Faults {
    const revokedKeys = [...new Set([...this.#current.revokedKeys, ...this.#usedKeys])];
    this.#usedKeys.clear();
    return this.#set({ ...this.#current, revokedKeys });
  }

  reset(): Faults {
    return this.#set(noFaults);
  }

  /** Calls the listener after each change; returns a function that ends it. */
  onChange(listener: (faults: Faults) => void): () => void {
    return this.#listeners.add(listener);
  }

  isRevoked(secretId: string): boolean {
    return this.#current.revokedKeys.includes(secretId);
  }

  usesTemporaryKey(secretId: string): void {
    this.#usedKeys.delete(secretId);
    this.#usedKeys.add(secretId);
    const [oldest] = this.#usedKeys;
    if (this.#usedKeys.size > MAX_USED_KEYS && oldest !== undefined) this.#usedKeys.delete(oldest);
  }

  denies(action: string): boolean {
    return this.#current.deniedActions.some((denied) => denied === action);
  }

  /** Counts a request; the rule by which it has to fail, if there is one. */
  nextFailure(operation: OperationName): FailureRule | undefined {
    const rules = this.#current.failures.filter((rule) => isFor(rule, operation));
    // All rules count the request, so that none depends on the order in which they are given.
    const due = rules.filter((rule) => this.#countRequest(rule));
    const [failing] = due;
    if (failing) this.#countFailure(failing);
    return failing;
  }

  #countRequest(rule: FailureRule): boolean {
    const count = this.#countOf(rule);
    const before = Math.floor(count.matched * rule.share + ROUNDING);
    count.matched += 1;
    return Math.floor(count.matched * rule.share + ROUNDING) > before;
  }

  #countFailure(rule: FailureRule): void {
    const count = this.#countOf(rule);
    count.failed += 1;
    if (count.failed !== rule.times) return;
    this.#set({ ...this.#current, failures: this.#current.failures.filter((other) => other !== rule) });
  }

  #countOf(rule: FailureRule): Count {
    const count = this.#counts.get(rule) ?? { matched: 0, failed: 0 };
    this.#counts.set(rule, count);
    return count;
  }

  #set(faults: Faults): Faults {
    this.#current = faults;
    this.#listeners.emit(faults);
    return faults;
  }
}

function isFor({ operation: only }: FailureRule, operation: OperationName): boolean {
  return only === undefined ? operation !== 'OptionsObject' : only === operation;
}
