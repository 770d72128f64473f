/**
 * Which operation, by its name in the SDK, needs which COS action: the operations of the client are exactly these, and
 * the cloud function, which takes the table in when it is built, allows exactly their actions. An operation that is
 * missing here gets 403 AccessDenied.
 *
 * PostObject has an action of its own; PutObject alone does not cover a form. Of a copy its page says PutObjectCopy (document 10881),
 * the page of examples and Tencent's own policies PutObject too: a key has both, each without a byte of a body. It reads what
 * it copies by GetObject.
 * Source of the names: the COS API documentation, one action for each operation.
 */
export const actions = {
  postObject: 'name/cos:PostObject',
  getObject: 'name/cos:GetObject',
  headObject: 'name/cos:HeadObject',
  deleteObject: 'name/cos:DeleteObject',
  putObjectCopy: 'name/cos:PutObjectCopy',
  putObject: 'name/cos:PutObject',
  getBucket: 'name/cos:GetBucket',
  multipartInit: 'name/cos:InitiateMultipartUpload',
  multipartList: 'name/cos:ListMultipartUploads',
  multipartListPart: 'name/cos:ListParts',
  multipartUpload: 'name/cos:UploadPart',
  multipartComplete: 'name/cos:CompleteMultipartUpload',
  multipartAbort: 'name/cos:AbortMultipartUpload',
} as const;

/**
 * A frame of a video that has no cover, which COS takes on each call: a paid service, which a bucket has only when media
 * processing is switched on for it (documents 75255 and 104297). So a key allows it only where the function's settings say so.
 */
export const snapshotAction = 'ci:GenerateSnapshot';
