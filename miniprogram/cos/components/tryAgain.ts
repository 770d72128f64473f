import type { FailureView } from '../i18n/failureView';
import { flows } from '../index';

/**
 * From the button of a failure's card: again, by way of WeChat's settings where those have to allow it first. They open only from the
 * tap itself: nothing may be awaited before. Not called where the person allowed nothing; `failed` where the settings did not open.
 */
export function tryAgain(
  help: FailureView['help'],
  again: () => void,
  failed: (error: unknown) => void,
): void {
  if (help !== 'settings') again();
  else {
    flows.openSettings().then((allowed) => {
      if (allowed) again();
    }, failed);
  }
}
