import { Failure } from '../failures/Failure';
import { albumExtension, extensionByContent, SIGNATURE_BYTES } from './albumExtension';
import { askForAlbum, explainRefusal } from './albumPermission';
import { type DownloadContext, download } from './download';
import type { StoredObject } from './StoredObject';
import type { TemporaryCopies } from './TemporaryCopies';
import { readStart } from './wxFiles';

export async function saveToAlbum(
  object: StoredObject,
  copies: TemporaryCopies,
  context: DownloadContext,
): Promise<void> {
  const { attempt, cancellation } = context;
  const { kind } = object;
  if (kind !== 'image' && kind !== 'video') {
    throw new Failure({
      code: 'not-for-album',
      attempt,
      detail: `${object.name} is neither picture nor video`,
    });
  }
  await askForAlbum(attempt, cancellation);
  let path = await copies.path(object.name, albumExtension(object));
  try {
    await download(object, path, context);
    if (kind === 'image') {
      const extension = extensionByContent(await readStart(path, SIGNATURE_BYTES), albumExtension(object));
      path = await copies.withExtension(path, extension);
    }
    cancellation.throwIfCancelled();
    await cancellation.during(
      new Promise<void>((resolve, reject) => {
        const options = { filePath: path, success: () => resolve(), fail: reject };
        if (kind === 'image') wx.saveImageToPhotosAlbum(options);
        else wx.saveVideoToPhotosAlbum(options);
      }).catch((error: unknown) => explainRefusal(error, attempt)),
    );
  } finally {
    await copies.remove(path);
  }
}
