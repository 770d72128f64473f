/** The actions that a policy allows or denies, without `name/cos:` or, for the last one, `ci:`. */
export const actionNames = [
  'GetObject',
  'HeadObject',
  'PutObject',
  'PostObject',
  'DeleteObject',
  'DeleteMultipleObjects',
  'GetObjectACL',
  'PutObjectACL',
  'PostObjectRestore',
  'GetBucket',
  'HeadBucket',
  'InitiateMultipartUpload',
  'UploadPart',
  'ListParts',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'ListMultipartUploads',
  'GenerateSnapshot',
] as const;

export type ActionName = (typeof actionNames)[number];

/** All operations of this server. The last three need the actions of others, or none. */
export const operationNames = [...actionNames, 'PutObjectCopy', 'UploadPartCopy', 'OptionsObject'] as const;

export type OperationName = (typeof operationNames)[number];
