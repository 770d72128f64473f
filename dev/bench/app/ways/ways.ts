import { plainForms } from './plainForms';
import { thisTemplate } from './thisTemplate';
import type { Way } from './Way';

/** By the names that `--way` takes. */
export const ways = {
  template: thisTemplate,
  'plain-1': plainForms(1),
  'plain-10': plainForms(10),
} satisfies Record<string, Way>;

export type WayName = keyof typeof ways;
