/** The account that the local cloud stands for; miniprogram/cos/config.ts names the same bucket and region. */
export const account = {
  appId: '1250000000',
  bucket: 'examplebucket-1250000000',
  region: 'ap-guangzhou',
  /** The person who develops: the caller of the cloud function unless another is named. */
  openId: 'oLocalDeveloper',
  miniProgramAppId: 'wx0000000000000000',
} as const;
