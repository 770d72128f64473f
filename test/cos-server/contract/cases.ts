import type { Case } from './Case';
import type { ContractHost } from './ContractClient';
import { copyCases } from './cases/copies';
import { keyCases } from './cases/keys';
import { linkCases } from './cases/links';
import { listingCases } from './cases/listing';
import { multipartCases } from './cases/multipart';
import { objectCases } from './cases/objects';
import { serviceCases } from './cases/service';

/** What every client has to find. */
const cases: readonly Case[] = [
  ...objectCases,
  ...listingCases,
  ...multipartCases,
  ...copyCases,
  ...linkCases,
  ...keyCases,
  ...serviceCases,
];

/** The cases that a client is to try. */
export function casesFor(host: ContractHost): Case[] {
  const all = host.main || process.env.CONTRACT === 'all';
  return cases.filter(
    ({ needs = [], where, everywhere = false }) =>
      (all || everywhere) && needs.every((feature) => host.features.has(feature)) && (where?.(host) ?? true),
  );
}
