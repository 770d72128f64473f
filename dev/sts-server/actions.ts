import type { KeyWish } from './issueKey';
import { mayAssumeRole } from './mayAssumeRole';
import { readDuration, refuseUnknownParameters, requiredText } from './readParameters';
import { readPolicy } from './readPolicy';
import { StsError } from './StsError';
import type { Parameters } from './StsRequest';
import type { Caller } from './verifyProof';

export type Action = (parameters: Parameters, caller: Caller) => Pick<KeyWish, 'policy' | 'durationSeconds'>;

/** What this server can do. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ['GetFederationToken', getFederationToken],
  ['AssumeRole', assumeRole],
]);

/** Any text: what a policy may be is for readPolicy to say. */
const ANY = /^.+$/s;

/** The key can do what the policy allows; this account's permanent key can do everything. */
function getFederationToken(parameters: Parameters, caller: Caller) {
  refuseUnknownParameters(parameters, ['Name', 'Policy', 'DurationSeconds']);
  if (caller.kind === 'temporary') {
    // Documented is only that it takes a permanent key; the code is a guess.
    throw new StsError('AuthFailure.UnauthorizedOperation', 'GetFederationToken needs a permanent key.');
  }
  // Documented as letters only, but Tencent's own qcloud-cos-sts sends cos-sts-nodejs.
  requiredText(parameters, 'Name', /^[\w+=,.@-]{1,128}$/);
  return {
    policy: readPolicy(requiredText(parameters, 'Policy', ANY)),
    // STS API: 1,800 s, and at most 7,200 s for a main account, which is what this server has.
    durationSeconds: readDuration(parameters, { standard: 1800, maximum: 7200 }),
  };
}

/** Any well-formed role exists here, and may do everything. */
function assumeRole(parameters: Parameters, caller: Caller) {
  refuseUnknownParameters(parameters, [
    'RoleArn',
    'RoleSessionName',
    'DurationSeconds',
    'Policy',
    'ExternalId',
    'Tags',
    'SourceIdentity',
    'SerialNumber',
    'TokenCode',
  ]);
  const role = requiredText(parameters, 'RoleArn', ANY);
  if (!/^qcs::cam::uin\/\d+:role(Name)?\/[\w+=,.@/-]+$/.test(role)) {
    throw new StsError(
      'ResourceNotFound.RoleNotFound',
      `There is no role ${role}. A role is named like qcs::cam::uin/100000000001:roleName/upload.`,
    );
  }
  if (caller.kind === 'temporary' && !mayAssumeRole(caller.session.policy, role)) {
    throw new StsError(
      'AuthFailure.UnauthorizedOperation',
      `The policy of the temporary key does not allow sts:AssumeRole on ${role}.`,
    );
  }
  requiredText(parameters, 'RoleSessionName', /^[\w+=,.@-]{2,128}$/);
  return {
    policy: parameters.Policy
      ? readPolicy(requiredText(parameters, 'Policy', ANY))
      : { version: '2.0', statement: [{ effect: 'allow', action: '*', resource: '*' }] },
    // STS API: 7,200 s, at most 43,200 s.
    durationSeconds: readDuration(parameters, { standard: 7200, maximum: 43200 }),
  };
}
