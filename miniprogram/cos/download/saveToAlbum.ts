import { Failure } from '../failures/Failure';
import { readStart } from '../files/wxFiles';
import type { StoredObject } from '../objects/StoredObject';
import { albumExtension, extensionByContent, SIGNATURE_BYTES } from './albumExtension';
import { askForAlbum, explainRefusal } from './albumPermission';
import type { DownloadContext } from './DownloadContext';
import { download } from './download';
import type { TemporaryCopies } from './TemporaryCopies';

export async function saveToAlbum(
  object: StoredObject,
  copies: TemporaryCopies,
  context: DownloadContext,
): Promise<void> {
  const { attempt, cancellation } = context;
  const { limits } = context.client;
  const { unlessCancelled } = cancellation;
  const { kind } = object;
  if (kind !== 'image' && kind !== 'video') {
    throw new Failure({
      code: 'not-for-album',
      attempt,
      detail: `${object.name} is neither picture nor video`,
    });
  }
  await askForAlbum(attempt, cancellation, limits.files);
  let extension = albumExtension(object);
  let path = await download(object, extension, copies, context);
  try {
    if (kind === 'image') {
      const start = await unlessCancelled(readStart(path, SIGNATURE_BYTES, limits.files));
      extension = extensionByContent(start, extension);
    }
    path = await copies.withExtension(path, object.name, extension, object.size, cancellation);
    cancellation.throwIfCancelled();
    // No time limit: WeChat may ask the person for the album or for the privacy agreement.
    await unlessCancelled(
      new Promise<void>((resolve, reject) => {
        const options = { filePath: path, success: () => resolve(), fail: reject };
        if (kind === 'image') wx.saveImageToPhotosAlbum(options);
        else wx.saveVideoToPhotosAlbum(options);
      }).catch((error: unknown) => explainRefusal(error, attempt, limits.files)),
    );
  } finally {
    await copies.remove(path);
  }
}
