/** Why COS denied a request: what was asked, beside what the temporary key allows. */
export type Refusal =
  | { readonly kind: 'action'; readonly action: string }
  | { readonly kind: 'prefix'; readonly key: string; readonly prefix: string }
  /** Of the request's body. */
  | { readonly kind: 'size'; readonly action: string; readonly bytes: number; readonly maxBytes: number }
  | { readonly kind: 'type'; readonly contentType: string }
  /** The key allows all of it: so it was the permanent key's own rights, or the bucket's. */
  | { readonly kind: 'elsewhere'; readonly action: string };

/** Where what COS signed for itself differs from what was signed here; `secret`: nowhere. */
export type SignatureDifference =
  | { readonly kind: 'method' | 'path' | 'host'; readonly signed: string; readonly arrived: string }
  | { readonly kind: 'header' | 'parameter'; readonly name: string }
  | { readonly kind: 'time' | 'secret' };

/**
 * By whose fault a signature's time did not fit: the phone's clock or the one of whoever issues keys is wrong by so many
 * `seconds` (more: it is fast); or both are right, and the request was old.
 */
export type TimeFault = { readonly kind: 'phone' | 'issuer' | 'age'; readonly seconds: number };
