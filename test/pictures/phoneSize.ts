/** px. A small phone: all that matters is on it, and a document has room for three. */
export const PHONE = { width: 375, height: 667 };
