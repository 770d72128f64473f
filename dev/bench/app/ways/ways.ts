import { plainForms } from './plainForms';
import { sdkPostObject } from './sdkPostObject';
import { sdkUploadFiles } from './sdkUploadFiles';
import { thisTemplate, withTransfersPage } from './thisTemplate';
import type { Way } from './Way';

export interface NamedWay {
  readonly title: string;
  readonly way: Way;
  /** The Mini Program has uploaded by it before on this phone: it may remember what it learned of the link. */
  readonly again?: boolean;
}

/** By the names that `--way` takes. */
export const ways = {
  template: { title: 'this template', way: thisTemplate },
  'template-again': { title: '…, second start', way: thisTemplate, again: true },
  'template-page': { title: '…, page open', way: withTransfersPage },
  'sdk-uploadFiles': { title: 'SDK uploadFiles', way: sdkUploadFiles },
  'sdk-postObject': { title: 'SDK postObject', way: sdkPostObject },
  'plain-1': { title: 'plain, in turn', way: plainForms(1) },
  'plain-10': { title: 'plain, ten at once', way: plainForms(10) },
} satisfies Record<string, NamedWay>;

export type WayName = keyof typeof ways;
