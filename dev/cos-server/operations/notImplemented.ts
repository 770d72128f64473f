import { CosError } from '../errors/CosError';

/** A part of a request that asks for something. */
type Place = 'parameter' | 'header' | 'field';

/**
 * What COS does and this server does not, by the name that asks for it: answered with the stored bytes as they are, or taken
 * and dropped, it would be a lie that a test passes by.
 */
const notDone: Readonly<Record<Place, RegExp>> = {
  // Settings of a bucket, other operations of the same method and path, and all processing of pictures, videos and documents but
  // imageMogr2 (documents 44880, 54050 and those beside them).
  parameter: new RegExp(
    [
      '^(accelerate|acl|append|callback|cors|domain|encryption|intelligenttiering|inventory|lifecycle|location|logging)$',
      '^(object-lock|origin|policy|referer|replication|restore|select|tagging|torrent|versioning|versions|website)$',
      '^(ci-process|image_process|imageInfo|imageView2|imageAve|exif|watermark|style|avatar|detectType)(/|$)',
    ].join('|'),
    'i',
  ),
  header:
    /^(pic-operations|x-cos-(tagging|callback(-var)?|grant-.+|server-side-encryption.*|object-lock-.+|website-redirect-location))$/i,
  field:
    /^(pic-operations|x-cos-(tagging|callback(-var)?|grant-.+|server-side-encryption.*|object-lock-.+)|callback|tagging)$/i,
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
