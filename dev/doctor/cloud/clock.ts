import { failed, passed } from '../report/Result';
import { askCos } from './askCos';
import type { CloudCheck } from './Cloud';

/** COS: a signature whose time is more than 15 minutes off is RequestTimeTooSkewed. STS: 5 minutes. */
const TOLERANCE_MS = 5 * 60_000;

/** The clock of this computer, by that of COS. */
export const clock: CloudCheck = async ({ place }) => {
  const { headers } = await askCos({ method: 'HEAD', url: place.urls['virtual-hosted'] });
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
};
