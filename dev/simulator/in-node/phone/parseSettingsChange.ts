import { array, check, exactOptional, message, pipe, string } from 'valibot';
import { checkJson } from '../../../input/checkJson';
import { fields, flag, number, oneOf, text } from '../../../input/schemas';
import type { PhoneSettings } from '../../messages/PhoneProtocol';
import { domainFault } from './network/DomainLists';

const domains = message(
  array(
    pipe(
      string('a text'),
      check(
        (entry) => domainFault(entry) === undefined,
        ({ input }) => `as https://example.com: ${domainFault(input)}`,
      ),
    ),
  ),
  'a list',
);

const schema = fields({
  language: exactOptional(oneOf(['zh_CN', 'en'])),
  theme: exactOptional(oneOf(['light', 'dark'])),
  network: exactOptional(oneOf(['wifi', '4g', '3g', '2g', 'none'])),
  weakNetwork: exactOptional(flag),
  privacy: exactOptional(oneOf(['agreed', 'notAsked', 'undeclared', 'refused'])),
  verifyDomains: exactOptional(flag),
  domains: exactOptional(fields({ request: domains, uploadFile: domains, downloadFile: domains })),
  permissions: exactOptional(fields({ 'scope.writePhotosAlbum': exactOptional(flag) })),
  photosForWeChat: exactOptional(flag),
  platform: exactOptional(oneOf(['android', 'windows'])),
  textScale: exactOptional(number(1, 2)),
  // It becomes a folder in the bucket and an environment variable of the cloud function.
  openId: exactOptional(text(/^[\w-]{1,64}$/, '1 to 64 letters, digits, "_" or "-"')),
} satisfies Record<keyof PhoneSettings, unknown>);

/** Checks what came over HTTP: some or all of the settings. Throws `BadInput`. */
export function parseSettingsChange(given: unknown): Partial<PhoneSettings> {
  return checkJson(schema, given);
}
