import type { ActionName, OperationName } from '../operations/names';
import type { Misbehaviour, MisbehaviourChange } from './Misbehaviour';

/** How tests, people and the control API make a server misbehave. */
export interface CosControl {
  readonly current: Misbehaviour;
  /** The names that `FailureRule.operation` and `deniedActions` take. */
  readonly operations: readonly OperationName[];
  readonly actions: readonly ActionName[];
  /** Changes the given fields. Throws `InvalidMisbehaviour`, with nothing changed. */
  change(change: MisbehaviourChange): Misbehaviour;
  /** Sets the given fields, and the others to what they are in a server that behaves well. */
  replace(misbehaviour: MisbehaviourChange): Misbehaviour;
  /** Revokes the temporary keys that have come so far, so that each client needs a new one. */
  revokeUsedKeys(): Misbehaviour;
  reset(): Misbehaviour;
  /** Calls the listener after each change; returns a function that ends it. */
  onChange(listener: (misbehaviour: Misbehaviour) => void): () => void;
}
