import { matchesWildcard } from '../cam/matchesWildcard';

interface Statement {
  effect: 'allow' | 'deny';
  action: string | string[];
  resource: string | string[];
  condition?: object;
}

/**
 * Whether the policy of a temporary key lets it take a role. Conditions are not evaluated: one that allows counts
 * as not met, one that denies as met.
 *
 * @param policy as readPolicy has checked it
 */
export function mayAssumeRole(policy: unknown, role: string): boolean {
  const concerned = (policy as { statement: Statement[] }).statement.filter(
    ({ action, resource }) =>
      [action].flat().some((it) => matchesWildcard(it.replace(/^name\//, ''), 'sts:AssumeRole')) &&
      [resource].flat().some((it) => matchesWildcard(it, role)),
  );
  return (
    concerned.some(({ effect, condition }) => effect === 'allow' && !condition) &&
    !concerned.some(({ effect }) => effect === 'deny')
  );
}
