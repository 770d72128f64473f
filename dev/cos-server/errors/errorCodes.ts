/**
 * The codes this server answers with, their HTTP status and their Message.
 *
 * Status and code are from COS's error page (doc 7730). That page has descriptions instead of Message texts, so
 * only the messages marked "as COS" are COS's own; the others are this server's words.
 */
export const errorCodes = {
  BadDigest: { status: 400, message: 'The Content-MD5 you specified did not match what was received.' },
  BadRequest: { status: 400, message: 'The request is not well-formed.' },
  EntityTooLarge: { status: 400, message: 'The upload exceeds the maximum allowed size.' },
  EntityTooSmall: { status: 400, message: 'The upload is smaller than the minimum allowed size.' },
  IncompleteBody: { status: 400, message: 'Fewer bytes were received than Content-Length announced.' },
  IncorrectNumberOfFilesInPostRequest: { status: 400, message: 'The form must have exactly one file.' },
  ImageResolutionExceed: { status: 400, message: 'The image has too many pixels.' },
  ImageTooLarge: { status: 400, message: 'The image is too large to be processed.' },
  InvalidArgument: { status: 400, message: 'A parameter is invalid.' },
  InvalidDelimiter: { status: 400, message: 'The delimiter must be a single character.' },
  InvalidDigest: { status: 400, message: 'The Content-MD5 you specified is not valid.' },
  InvalidImageFormat: { status: 400, message: 'The object is not an image that can be processed.' },
  InvalidPart: { status: 400, message: 'A part is missing, or its ETag differs from the one uploaded.' },
  InvalidPartOrder: { status: 400, message: 'The parts are not in ascending order.' },
  InvalidPicOperations: { status: 400, message: 'The image operations are not valid.' },
  InvalidPolicyDocument: { status: 400, message: 'The policy of the form is not valid.' },
  InvalidRequest: { status: 400, message: 'The request is not valid.' },
  InvalidURI: { status: 400, message: 'The URI could not be parsed.' },
  KeyTooLong: { status: 400, message: 'The key is longer than 850 bytes.' },
  MalformedPOSTRequest: {
    status: 400,
    // As COS (doc 56215).
    message: 'The body of your POST request is not well-formed multipart/form-data.',
  },
  MalformedXML: { status: 400, message: 'The XML you provided is not well-formed.' },
  MissingRequestBodyError: { status: 400, message: 'The request body is missing.' },
  NotSupportedStorageClass: { status: 400, message: 'The storage class is not supported.' },
  XMLSizeLimit: { status: 400, message: 'The XML you provided is too long.' },
  // As COS (doc 40105).
  InvalidObjectState: {
    status: 403,
    message: 'The operation is not valid for the current state of the object.',
  },
  AccessDenied: { status: 403, message: 'Access Denied.' },
  AccessForbidden: { status: 403, message: 'No CORS rule allows this request.' },
  // As COS answered in cos-php-sdk-v5 issue 57.
  InvalidAccessKeyId: {
    status: 403,
    message: 'The Access Key Id you provided does not exist in our records',
  },
  // As COS (doc 102489).
  PathStyleDomainForbidden: {
    status: 403,
    message: 'The bucket you are attempting to access must be addressed using COS virtual-styled domain.',
  },
  RequestTimeTooSkewed: {
    status: 403,
    message: 'The time of the request and the time of the server differ too much.',
  },
  // As COS (doc 56215).
  SignatureDoesNotMatch: { status: 403, message: 'The Signature you specified is invalid.' },
  NoSuchBucket: { status: 404, message: 'The specified bucket does not exist.' },
  // As COS answered.
  NoSuchKey: { status: 404, message: 'The specified key does not exist.' },
  NoSuchUpload: { status: 404, message: 'The specified multipart upload does not exist.' },
  MethodNotAllowed: { status: 405, message: 'The method is not allowed on this resource.' },
  // The page of PUT Object names this code for x-cos-forbid-overwrite.
  FileAlreadyExists: { status: 409, message: 'The object exists already and may not be overwritten.' },
  // As COS answered in the example of an older page of POST Object restore.
  RestoreAlreadyInProgress: { status: 409, message: 'Object restore is already in progress.' },
  MissingContentLength: { status: 411, message: 'Content-Length is missing.' },
  PreconditionFailed: { status: 412, message: 'A precondition of the request does not hold.' },
  InvalidRange: { status: 416, message: 'The requested range is not satisfiable.' },
  InternalError: { status: 500, message: 'The server met an internal error.' },
  NotImplemented: { status: 501, message: 'This server does not implement the operation.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCodes;
