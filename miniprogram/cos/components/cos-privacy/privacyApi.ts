import type { PrivacyAnswer } from './PrivacyQuestion';

type Listener = (answer: (answer: PrivacyAnswer) => void, event: { referrer: string }) => void;

/** From base library 2.32.3 on; an older one asks for no consent. */
interface PrivacyApi {
  onNeedPrivacyAuthorization?(listener: Listener): void;
  getPrivacySetting?(options: { success(result: { privacyContractName: string }): void }): void;
  openPrivacyContract?(options: { fail(): void }): void;
}

/** Typings of 3.8 know nothing of it, and later ones not what the listener is handed. */
export const privacyApi = (): PrivacyApi => wx as unknown as PrivacyApi;
