import { percentDecode } from './percentEncoding';

/**
 * The parameters of a URL, decoded, in their order.
 *
 * `+` stays what it is: the SDKs put a session token into a URL without escaping it. Nothing is split at `;`,
 * which stands raw between the two times of a presigned URL.
 */
export class Query {
  private readonly values = new Map<string, string>();

  private constructor(readonly entries: readonly (readonly [name: string, value: string])[]) {
    for (const [name, value] of entries) {
      // The first of several counts, for the signature and for the operation alike.
      if (!this.values.has(name.toLowerCase())) this.values.set(name.toLowerCase(), value);
    }
  }

  /** Throws `InvalidURI` when an escape is malformed. */
  static parse(text: string): Query {
    const entries = text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        if (equals < 0) return [percentDecode(pair), ''] as const;
        return [percentDecode(pair.slice(0, equals)), percentDecode(pair.slice(equals + 1))] as const;
      });
    return new Query(entries);
  }

  /** The value of a parameter, its name in any case; `''` when it has none, undefined when it is absent. */
  get(name: string): string | undefined {
    return this.values.get(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.values.has(name.toLowerCase());
  }
}
