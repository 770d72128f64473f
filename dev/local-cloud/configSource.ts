import { type ConfigVariant, localConfig } from './localConfig';
import type { LocalCloud } from './startLocalCloud';

/** The text of miniprogram/cos/config.ts for a local cloud whose ports are not the shipped ones. */
export function configSource(cloud: LocalCloud, variant: ConfigVariant = {}): string {
  const config = localConfig({ cos: cloud.cos.url, functions: cloud.functions.url }, variant);
  return `import type { CosConfig } from './client/CosConfig';\n\nexport const config: CosConfig = ${JSON.stringify(config, null, 2)};\n`;
}
