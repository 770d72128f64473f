/** The parameters of a method of the protocol: what miniprogram-automator sends. */
export type Params = Readonly<Record<string, unknown>>;

/** Answers a method of the protocol; may answer later. What it throws reaches the script. */
export type Answer = (params: Params) => unknown;
