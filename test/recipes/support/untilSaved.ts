import { sha256 } from '../../e2e/support/media';
import type { Product } from '../../e2e/support/startProduct';
import { until } from '../../e2e/support/until';

/** Resolves with the item of the album that has these bytes, when it is there. */
export function untilSaved({ phone }: Product, bytes: Buffer) {
  return until('it is in the album', () => phone.album().find((item) => item.sha256 === sha256(bytes)));
}
