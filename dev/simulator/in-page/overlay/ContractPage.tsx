import { FullPage } from './FullPage';
import type { Layer } from './Layer';

/** Where WeChat shows the text of the privacy agreement. */
export function ContractPage({ texts, close }: Layer<void>) {
  return (
    <FullPage kind="contract" title={texts.privacyContract} texts={texts} close={close}>
      <div class="phone-settings-hint">{texts.contractText}</div>
    </FullPage>
  );
}
