import { type ConfigVariant, localConfig } from './localConfig';
import type { LocalCloud } from './startLocalCloud';

/** The text of miniprogram/cos/config.ts for a local cloud that is not where the shipped one says. */
export function configSource(cloud: Pick<LocalCloud, 'at'>, variant: ConfigVariant = {}): string {
  const config = localConfig(cloud.at, variant);
  return `import type { CosConfig } from './client/CosConfig';\n\nexport const config: CosConfig = ${JSON.stringify(config, null, 2)};\n`;
}
