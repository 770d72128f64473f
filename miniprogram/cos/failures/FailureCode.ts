/** What can go wrong, by cause. The texts that a person reads have one entry for each code. */
export type FailureCode =
  // The page
  | 'address-broken'
  // The template's settings and temporary keys
  | 'config-incomplete'
  | 'config-mismatch'
  | 'credential-unreachable'
  | 'credential-refused'
  | 'credential-malformed'
  | 'credential-timeout'
  // COS refused the request
  | 'key-rejected'
  | 'signature-rejected'
  | 'clock-skewed'
  | 'request-expired'
  | 'access-denied'
  | 'path-style-refused'
  | 'bucket-missing'
  | 'object-missing'
  // The way to COS
  | 'domain-not-listed'
  | 'server-unreachable'
  | 'network-interrupted'
  | 'timeout'
  | 'server-error'
  | 'foreign-answer'
  | 'upload-lost'
  | 'checksum-mismatch'
  // The file
  | 'too-large'
  | 'name-too-long'
  | 'file-empty'
  | 'file-unreadable'
  | 'file-changed'
  | 'storage-full'
  // The phone
  | 'album-refused'
  | 'album-type'
  | 'not-for-album'
  | 'document-type'
  | 'privacy-undeclared'
  | 'privacy-refused'
  | 'cancelled'
  | 'unknown';
