import type { CosClient } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';

export interface CopiedLink {
  readonly url: string;
  /**
   * Milliseconds since 1970, on the phone's clock. Earlier than asked for when a temporary key doesn't live as long: the
   * link dies with it.
   */
  readonly expiresAt: number;
}

export async function copyLink(
  client: CosClient,
  attempt: Attempt,
  key: string,
  lifetimeSeconds: number,
): Promise<CopiedLink> {
  const { url, expiresAt } = await client.signedUrl(attempt, key, { lifetime: lifetimeSeconds });
  // No time limit: WeChat may ask the person for the privacy agreement.
  await new Promise<void>((resolve, reject) => {
    wx.setClipboardData({ data: url, success: () => resolve(), fail: reject });
  });
  return { url, expiresAt: client.clock.onPhone(expiresAt) };
}
