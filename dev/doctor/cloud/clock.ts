import { failed, passed, type Result } from '../report/Result';
import { askCos } from './askCos';
import type { Place } from './Place';

/** COS: a signature whose time is more than 15 minutes off is RequestTimeTooSkewed. STS: 5 minutes. */
const TOLERANCE_MS = 5 * 60_000;

/** The clock of this computer, by that of COS. Rejects with Node's error when that does not answer. */
export async function clock({ urls }: Place): Promise<Result> {
  const { headers } = await askCos({ method: 'HEAD', url: urls['virtual-hosted'] });
  const ahead = Date.now() - Date.parse(headers.date ?? '');
  const seconds = Math.round(Math.abs(ahead) / 1000);
  if (Number.isNaN(ahead) || Math.abs(ahead) < TOLERANCE_MS)
    return passed(`${seconds || 0} s off that of COS`);
  return failed({
    seen: `The clock of this computer is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} that of COS`,
    means:
      'COS and STS refuse what is signed so. The Mini Program corrects a phone itself, by the time of its server.',
    change: 'Set the clock of this computer.',
  });
}
