/** What the runner and an instance, a process of its own, say to each other. */

export interface CallMessage {
  event: object;
  /** Environment variables that tell who calls; they hold for this call. */
  identity: Record<string, string>;
  /** The second argument of the function. */
  context: { request_id: string; function_name: string; time_limit_in_ms: number };
}

export type InstanceMessage =
  | { kind: 'ready' }
  /** The result as JSON; absent when the function returns nothing. */
  | { kind: 'returned'; json?: string }
  /** The reason with its stack, as Node prints an error. */
  | { kind: 'threw'; reason: string };
