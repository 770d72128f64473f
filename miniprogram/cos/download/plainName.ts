/**
 * What is no letter and no digit, as far as it comes in names: spaces, signs, accents that stand alone, and in two halves emoji,
 * flags and what joins them. `\p{L}` and `\p{N}` would say it exactly, in 10 kB: WeChat spells them out for ES5.
 */
const SIGNS =
  /(?:[^\w\x80-\uffff-]|[\u0300-\u036f\x80-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u1680\u180e\u2000-\u206f\u20a0-\u20ff\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3000-\u3004\u3008-\u3020\u302a-\u3030\ue000-\uf8ff\ufe10-\ufe6f\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff]|[\ufe00-\ufe0f]|[\ud83c-\ud83e\udb40][\udc00-\udfff])+/g;

/** The name of a file without what not every file system, or every app that opens it, takes. */
export function plainName(name: string): string {
  return name.replace(SIGNS, '_');
}
