import { percent } from '../../format/percent';
import type { Messages } from '../../i18n/messages';
import type { Progress } from '../../index';
import type { Pace } from './Pace';

/** Percent while the speed is not known, then speed and time left. */
export function paceText({ loaded, total }: Progress, pace: Pace | undefined, texts: Messages): string {
  const share = `${percent(loaded, total)} %`;
  if (pace?.speed === undefined || pace.timeLeft === undefined) return share;
  const rate = texts.transfers.perSecond(pace.speed);
  return `${rate} · ${loaded < total ? texts.duration(pace.timeLeft) : share}`;
}
