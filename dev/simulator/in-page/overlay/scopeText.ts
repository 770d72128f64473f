import type { Scope } from '../../messages/PhoneProtocol';
import type { OverlayTexts } from './texts';

/** What a scope lets the Mini Program do, in words. */
export function scopeText(texts: OverlayTexts, scope: Scope): string {
  switch (scope) {
    case 'scope.writePhotosAlbum':
      return texts.writePhotosAlbum;
  }
}
