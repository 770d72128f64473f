import type { PhoneFunctions, PhoneSettings } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';
import type { Overlay } from '../overlay/Overlay';
import type { WxEnvironment } from '../runtime/WxEnvironment';
import { type ApiHandler, asOptions } from './asyncApi';
import { withEnd } from './withEnd';

/**
 * WeChat does not show its own dialog again so soon after a refusal: calls fail at once (its notice of 14 September 2023).
 * Milliseconds.
 */
const QUIET_AFTER_REFUSAL = 10_000;

/** What a Mini Program's own dialog answers with, unchecked. */
type Resolve = (answer?: unknown) => void;
type Listener = (resolve: Resolve, event: { referrer: string }) => void;

/**
 * The privacy agreement: choosing, saving to the album and the clipboard need a person's consent to it
 * (https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html).
 */
export interface Privacy {
  /** Resolves when the API of this name may go on, and rejects with WeChat's words when it may not. */
  consent(api: string): Promise<void>;
  handlers: Record<string, ApiHandler>;
  onNeedPrivacyAuthorization(listener: unknown): void;
}

export function createPrivacy(
  environment: WxEnvironment,
  phone: PhoneFunctions,
  overlay: Overlay,
  settings: () => PhoneSettings,
): Privacy {
  const tapped = new Set<string>();
  let listener: Listener | undefined;
  let asking: Promise<boolean> | undefined;
  let listening = 0;
  let refusedAt = Number.NEGATIVE_INFINITY;

  const agree = () => phone.agreePrivacy();
  const refusal = () => new WxFailure('privacy permission is not authorized', 104);

  environment.onPrivacyAgreed((buttonId) => {
    tapped.add(buttonId);
    void agree();
  });

  /** WeChat's own dialog: one, for however many calls. */
  const askPerson = async (): Promise<boolean> => {
    if (Date.now() - refusedAt < QUIET_AFTER_REFUSAL) return false;
    asking ??= withEnd(overlay.askPrivacy(), () => {
      asking = undefined;
    });
    const agreed = await asking;
    if (!agreed) refusedAt = Date.now();
    return agreed;
  };

  const askListener = (ask: Listener, referrer: string): Promise<boolean> => {
    // A tap from before an agreement was withdrawn is no consent to it.
    if (listening === 0) tapped.clear();
    listening += 1;
    const answered = new Promise<boolean>((done) => {
      ask(
        (given) => {
          const { event, buttonId } = asOptions(given);
          if (event === 'disagree') done(false);
          if (event !== 'agree') return;
          if (tapped.has(String(buttonId))) return done(true);
          // What WeChat does then is not documented: here the call goes on waiting.
          console.error(
            `onNeedPrivacyAuthorization: <button open-type="agreePrivacyAuthorization" id="${buttonId}"> was not tapped, so there is no consent.`,
          );
        },
        { referrer },
      );
    });
    return withEnd(answered, () => {
      listening -= 1;
    });
  };

  const consent = async (api: string): Promise<void> => {
    const { privacy } = settings();
    if (privacy === 'undeclared') {
      throw new WxFailure('api scope is not declared in the privacy agreement', 112);
    }
    if (privacy === 'refused') throw refusal();
    if (privacy === 'agreed') return;
    if (!(await (listener ? askListener(listener, api) : askPerson()))) throw refusal();
    await agree();
  };

  return {
    consent,
    handlers: {
      getPrivacySetting: async () => ({
        needAuthorization: ['notAsked', 'refused'].includes(settings().privacy),
        privacyContractName: overlay.texts.privacyContract,
      }),
      async requirePrivacyAuthorize() {
        await consent('requirePrivacyAuthorize');
        return undefined;
      },
      async openPrivacyContract() {
        await overlay.showPrivacyContract();
        return undefined;
      },
    },
    /** WeChat: the last listener counts. */
    onNeedPrivacyAuthorization(given) {
      if (typeof given === 'function') listener = given as Listener;
    },
  };
}
