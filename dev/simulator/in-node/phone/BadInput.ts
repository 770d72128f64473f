/** What came over HTTP is not what is taken; the message says what it has to be. */
export class BadInput extends Error {}
