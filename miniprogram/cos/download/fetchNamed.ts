import { readStart } from '../files/wxFiles';
import type { StoredObject } from '../objects/StoredObject';
import { extensionByContent, SIGNATURE_BYTES } from './albumExtension';
import type { DownloadContext } from './DownloadContext';
import { download } from './download';
import type { TemporaryCopies } from './TemporaryCopies';

/**
 * `download`, under a name that ends like this, or like what the bytes of a picture are: WeChat goes by it. When it fails there is
 * no file.
 */
export async function fetchNamed(
  object: StoredObject,
  extension: string,
  copies: TemporaryCopies,
  context: DownloadContext,
): Promise<string> {
  const { cancellation, client } = context;
  const path = await download(object, extension, copies, context);
  try {
    if (object.kind !== 'image') {
      return await copies.withExtension(path, object.name, extension, object.size, cancellation);
    }
    const start = await cancellation.unlessCancelled(readStart(path, SIGNATURE_BYTES, client.limits.files));
    const found = extensionByContent(start, extension);
    return await copies.withExtension(path, object.name, found, object.size, cancellation);
  } catch (error) {
    await copies.remove(path);
    throw error;
  }
}
