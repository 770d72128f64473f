/** miniprogram/cos/config.ts as it is shipped: the one of this project may have been set up for a bucket. */
export const shippedConfig = `import type { CosConfig } from './client/CosConfig';

/**
 * The one file to edit. As shipped it points to the local cloud that \`npm start\` runs. For a bucket of your own:
 *
 *     export const config: CosConfig = {
 *       bucket: 'photos-1234567890',
 *       region: 'ap-shanghai',
 *       addressing: 'virtual-hosted', // 'path-style' only for buckets created before 2024
 *       credentials: { cloudFunction: 'cos-credentials' },
 *     };
 */
export const config: CosConfig = {
  bucket: 'examplebucket-1250000000',
  region: 'ap-guangzhou',
  addressing: 'path-style',
  endpoint: 'http://127.0.0.1:7301',
  credentials: { url: 'http://127.0.0.1:7302/cos-credentials' },
};
`;
