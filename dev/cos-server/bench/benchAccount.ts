/** The account of the server that is measured. */
export const benchAccount = {
  bucket: 'examplebucket-1250000000',
  region: 'ap-guangzhou',
  secretId: 'AKIDbench',
  secretKey: 'bench',
};
