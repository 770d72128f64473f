import type { CosConfig } from '../../doctor/project/CosConfig';
import { localConfig } from '../../local-cloud/localConfig';

/** What the project is set up for. */
export interface Setup {
  /** In project.config.json. */
  readonly appId: string;
  /** In miniprogram/cos/config.ts. */
  readonly config: CosConfig;
}

/** Anybody's in WeChat DevTools; it has no cloud and no preview on a phone. */
const VISITOR = 'touristappid';

/** As the template is shipped. */
export function localSetup(appId = VISITOR): Setup {
  return { appId, config: localConfig() };
}

/** Plain HTTP is what only a computer of one's own serves: this one, or one in the same network. */
export function isOnLocalCloud({ endpoint }: CosConfig): boolean {
  return endpoint?.startsWith('http:') === true;
}
