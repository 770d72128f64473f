/** What one check found. */
export type Result = Passed | Problem | Skipped;

export interface Passed {
  readonly kind: 'passed';
  /** What was found, as a person would say it. */
  readonly seen: string;
}

/** A failure keeps the Mini Program from working; a warning is for somebody to know. */
export interface Problem {
  readonly kind: 'failed' | 'warning';
  readonly seen: string;
  /** What follows from it. */
  readonly means: string;
  /** The one thing to do. */
  readonly change: string;
}

export interface Skipped {
  readonly kind: 'skipped';
  readonly because: string;
}

export const passed = (seen: string): Passed => ({ kind: 'passed', seen });
export const failed = (problem: Omit<Problem, 'kind'>): Problem => ({ kind: 'failed', ...problem });
export const warning = (problem: Omit<Problem, 'kind'>): Problem => ({ kind: 'warning', ...problem });
export const skipped = (because: string): Skipped => ({ kind: 'skipped', because });
