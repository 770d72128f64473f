import { percent } from '../../format/percent';
import type { ScreenMessages } from '../../i18n/screenMessages';
import type { Progress } from '../../index';
import type { Pace } from './Pace';

/** Percent while the time left is not known, the speed as soon as that is. */
export function paceText({ loaded, total }: Progress, pace: Pace | undefined, texts: ScreenMessages): string {
  const share = `${percent(loaded, total)} %`;
  if (pace?.speed === undefined) return share;
  const rate = texts.transfers.perSecond(pace.speed);
  return `${rate} · ${loaded < total && pace.timeLeft !== undefined ? texts.duration(pace.timeLeft) : share}`;
}
