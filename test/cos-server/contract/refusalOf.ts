import type { Refusal } from './ContractClient';

/** Waits for an operation to be refused. Throws when it is not. */
export async function refusalOf(operation: Promise<unknown>): Promise<Refusal> {
  const outcome = await operation.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome)) {
    throw new Error(`It was not refused, but resolved with ${JSON.stringify(outcome.value)}.`);
  }
  const { statusCode, error } = outcome.error as { statusCode?: number; error?: unknown };
  const parsed = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  // The pinned Mini Program SDK leaves the XML of a refused download as text.
  const xml = typeof parsed.body === 'string' ? parsed.body : '';
  const element = (name: string): string | undefined => {
    const [, text] = new RegExp(`<${name}>(.*?)</${name}>`).exec(xml) ?? [];
    return typeof parsed[name] === 'string' ? parsed[name] : text;
  };
  return { status: statusCode, code: element('Code'), message: element('Message') };
}
