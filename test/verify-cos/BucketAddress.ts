/** A bucket that is not ours, and who may use it. */
export interface BucketAddress {
  readonly bucket: string;
  readonly region: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** Stands for https://cos.<region>.myqcloud.com; buckets are names before its host. Absent: Tencent's. */
  readonly endpoint?: string;
  /** Absent: Tencent's. */
  readonly stsEndpoint?: string;
}

/** The option `Domain` of an SDK that names the bucket in the host. */
export function virtualHosted({ endpoint }: BucketAddress): { Domain?: string } {
  return endpoint === undefined ? {} : { Domain: endpoint.replace('//', '//{Bucket}.') };
}
