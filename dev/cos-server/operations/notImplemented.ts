import { CosError } from '../errors/CosError';

/** A part of a request that asks for something. */
type Place = 'parameter' | 'header' | 'field';

/** As headers, and as fields of a form. */
const wishes = new RegExp(
  [
    '^(pic-operations|x-cos-(tagging|callback(-var)?|grant-.+|traffic-limit|mime-limit|website-redirect-location))$',
    '^x-cos-(copy-source-)?server-side-encryption|^x-cos-object-lock-',
  ].join('|'),
  'i',
);

/**
 * What COS does and this server does not, by the name that asks for it: answered with the stored bytes as they are, or taken
 * and dropped, it would be a lie that a test passes by.
 */
const notDone: Readonly<Record<Place, RegExp>> = {
  // Settings of a bucket, other operations of the same method and path, and all processing of pictures, videos and documents but
  // imageMogr2 (documents 44880, 54050 and those beside them). What is done of it for objects is in findOperation.
  parameter: new RegExp(
    [
      '^(accelerate|acl|append|callback|cors|domain|encryption|intelligenttiering|inventory|lifecycle|location|logging)$',
      '^(object-lock|origin|policy|referer|replication|restore|select|tagging|torrent|versioning|versions|website)$',
      '^(ci-process|image_process|imageInfo|imageView2|imageAve|imageSlim|exif|watermark|style)(/|$)',
      '^(avatar|detectType|photo-info|qrcode|imageMogr2$|imageMogr2/.*\\|)(/|$)?',
      '^(versionId|x-cos-traffic-limit)$',
    ].join('|'),
    'i',
  ),
  header: wishes,
  field: wishes,
};

type Entries = Iterable<readonly [name: string, value: string]>;

/** Throws `NotImplemented` with the first name that asks for what is not done. */
export function refuseNotDone(place: Place, entries: Entries): void {
  for (const [name, value] of entries) {
    // The Mini Program SDK sends empty headers and fields for absent ones.
    if (!notDone[place].test(name) || (value === '' && place !== 'parameter')) continue;
    throw new CosError('NotImplemented', {
      reason: `This server does not do what the ${place} ${name} asks for.`,
    });
  }
}
