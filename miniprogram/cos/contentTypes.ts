/** The type of what is none of `contentTypes`: nothing runs it or looks for more in it. */
export const PLAIN_BYTES = 'application/octet-stream';

/**
 * The content type of an object, by the extension of its key: of what is shown or played from its URL. The client
 * sends these and `PLAIN_BYTES`, and the cloud function, which takes the table in when it is built, allows exactly
 * them for an upload in parts: any other gets 403 AccessDenied.
 *
 * Never add what a browser runs as a page (html, svg, xml, js and their like): it would run in the name of the
 * bucket's domain. Each type makes the policy of every temporary key longer, and STS takes only so much.
 */
export const contentTypes: ReadonlyMap<string, string> = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['bmp', 'image/bmp'],
  ['heic', 'image/heic'],
  ['heif', 'image/heif'],
  ['avif', 'image/avif'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['mp4', 'video/mp4'],
  ['m4v', 'video/x-m4v'],
  ['mov', 'video/quicktime'],
  ['3gp', 'video/3gpp'],
  ['webm', 'video/webm'],
  ['mkv', 'video/x-matroska'],
  ['avi', 'video/x-msvideo'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/x-aac'],
  ['wav', 'audio/wav'],
  ['txt', 'text/plain'],
  ['pdf', 'application/pdf'],
]);
