import type { DomainLists, PhoneSettings } from '../../messages/PhoneProtocol';
import { BadInput } from './BadInput';
import { checkDomainLists } from './network/DomainLists';

const CHOICES = {
  language: ['zh_CN', 'en'],
  theme: ['light', 'dark'],
  network: ['online', 'slow', 'offline'],
  privacy: ['agreed', 'notAsked', 'undeclared', 'refused'],
} as const;

const DOMAIN_APIS = ['request', 'uploadFile', 'downloadFile'] as const;

/** Checks what came over HTTP. Throws `BadInput` with the name of what is wrong. */
export function parseSettingsChange(given: unknown): Partial<PhoneSettings> {
  if (typeof given !== 'object' || given === null) throw new BadInput('Settings have to be a JSON object.');
  const change: Partial<PhoneSettings> = {};
  for (const [name, value] of Object.entries(given)) Object.assign(change, { [name]: checked(name, value) });
  return change;
}

function checked(name: string, value: unknown): unknown {
  if (isChoice(name)) {
    const choices: readonly unknown[] = CHOICES[name];
    if (choices.includes(value)) return value;
    throw new BadInput(`The setting ${name} is one of ${choices.join(', ')}, not ${JSON.stringify(value)}.`);
  }
  if (name === 'openId') {
    // It becomes a folder in the bucket and an environment variable of the cloud function.
    if (typeof value === 'string' && /^[\w-]{1,64}$/.test(value)) return value;
    throw new BadInput('A caller is 1 to 64 letters, digits, "_" or "-".');
  }
  if (name === 'permissions') {
    if (isPermissions(value)) return value;
    throw new BadInput('Permissions are an object of scope names with true or false.');
  }
  if (name === 'verifyDomains') {
    if (typeof value === 'boolean') return value;
    throw new BadInput(`The setting verifyDomains is true or false, not ${JSON.stringify(value)}.`);
  }
  if (name === 'domains') {
    if (!isDomainLists(value)) {
      throw new BadInput(`The setting domains has a list for each of ${DOMAIN_APIS.join(', ')}.`);
    }
    checkDomainLists(value);
    return value;
  }
  throw new BadInput(`There is no setting ${name}.`);
}

function isChoice(name: string): name is keyof typeof CHOICES {
  return Object.hasOwn(CHOICES, name);
}

function isDomainLists(value: unknown): value is DomainLists {
  if (typeof value !== 'object' || value === null) return false;
  const lists = new Map<string, unknown>(Object.entries(value));
  return (
    lists.size === DOMAIN_APIS.length &&
    DOMAIN_APIS.every((api) => {
      const list = lists.get(api);
      return Array.isArray(list) && list.every((entry) => typeof entry === 'string');
    })
  );
}

function isPermissions(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(
      ([scope, granted]) => scope === 'scope.writePhotosAlbum' && typeof granted === 'boolean',
    )
  );
}
