/** WeChat holds a call back until its question is answered with `agree` or `disagree`. */
export interface PrivacyQuestion {
  /** The API that was called, as `chooseMedia`. */
  readonly referrer: string;
  readonly answer: (answer: PrivacyAnswer) => void;
}

export type PrivacyAnswer =
  /** The person sees it now. */
  | { readonly event: 'exposureAuthorization' }
  /** By a tap on the agree button with this id; WeChat looks whether there was one. */
  | { readonly event: 'agree'; readonly buttonId: string }
  | { readonly event: 'disagree' };

/** For which of them is asked, in the words of a person. */
export type PrivacyUse = 'choose' | 'album' | 'clipboard' | 'other';

export function useOf({ referrer }: PrivacyQuestion): PrivacyUse {
  if (/^choose/.test(referrer)) return 'choose';
  if (/PhotosAlbum$|^authorize$/.test(referrer)) return 'album';
  return /ClipboardData$/.test(referrer) ? 'clipboard' : 'other';
}
