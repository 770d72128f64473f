import type { PhoneSettings } from '../wx/PhoneProtocol';
import { BadInput } from './BadInput';

const CHOICES = {
  language: ['zh_CN', 'en'],
  theme: ['light', 'dark'],
  network: ['online', 'slow', 'offline'],
  privacy: ['agreed', 'undeclared', 'refused'],
} as const;

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
  throw new BadInput(`There is no setting ${name}.`);
}

function isChoice(name: string): name is keyof typeof CHOICES {
  return Object.hasOwn(CHOICES, name);
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
