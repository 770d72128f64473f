import type { WayName } from '../app/ways/ways';
import type { ProfileName } from '../link/LinkProfile';
import type { LoadName } from './Load';

/** One load over one link, by each of these ways. */
export interface Row {
  readonly profile: ProfileName;
  readonly load: LoadName;
  readonly ways: readonly WayName[];
}

const everyWay = [
  'template',
  'template-again',
  'sdk-uploadFiles',
  'sdk-postObject',
  'plain-1',
  'plain-10',
] as const;
const firstStart = everyWay.filter((way) => way !== 'template-again');

const row = (profile: ProfileName, load: LoadName, ways: readonly WayName[] = everyWay): Row => {
  return { profile, load, ways };
};

/** About 25 minutes. */
export const fullComparison: readonly Row[] = [
  row('wifi', 'photos'),
  row('wifi', 'small'),
  row('wifi', 'many', [...everyWay, 'template-page']),
  row('wifi', 'video'),
  row('wifi', 'large', firstStart),
  row('4g', 'photos'),
  row('4g', 'small'),
  row('4g', 'video', firstStart),
  row('3g', 'thumbs'),
  row('3g', 'tiny'),
  row('3g', 'clip'),
  row('cut-3g', 'thumbs', firstStart),
  row('cut-3g', 'tiny', firstStart),
  // Of 3 MB in one form, one of twenty arrives: the others would take many minutes.
  row('cut-3g', 'clip', ['template']),
  // No comparison: two forms at once would each need more than the 60 s that WeChat gives a request.
  row('weak', 'pair', ['template']),
];

/** About two minutes. */
export const quickComparison: readonly Row[] = [
  row('wifi', 'photos', firstStart),
  row('wifi', 'small', firstStart),
  row('4g', 'small', firstStart),
  row('3g', 'tiny', firstStart),
];
