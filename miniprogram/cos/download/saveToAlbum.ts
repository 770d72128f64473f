import { type Attempt, Failure } from '../failures/Failure';
import type { StoredObject } from '../objects/StoredObject';
import { albumExtension } from './albumExtension';
import { askForAlbum, explainRefusal } from './albumPermission';
import type { DownloadContext } from './DownloadContext';
import { fetchNamed } from './fetchNamed';
import type { TemporaryCopies } from './TemporaryCopies';

/** Starts `save` when it may: WeChat's saves of several files go one after the other. */
export type SaveInTurn = (save: () => Promise<void>) => Promise<void>;

export async function saveToAlbum(
  object: StoredObject,
  copies: TemporaryCopies,
  context: DownloadContext,
): Promise<void> {
  const refusal = notForAlbum(object, context.attempt);
  if (refusal) throw refusal;
  await askForAlbum(context);
  await fetchAndSave(object, copies, context, (save) => save());
}

/** Why it can't go into the album, whatever happens. */
export function notForAlbum({ kind, name }: StoredObject, attempt: Attempt): Failure | undefined {
  if (kind === 'image' || kind === 'video') return undefined;
  return new Failure({ code: 'not-for-album', attempt, detail: `${name} is neither picture nor video` });
}

/** For a picture or a video, when the album is allowed. */
export async function fetchAndSave(
  object: StoredObject,
  copies: TemporaryCopies,
  context: DownloadContext,
  inTurn: SaveInTurn,
): Promise<void> {
  const { attempt, cancellation } = context;
  const { limits } = context.client;
  const { unlessCancelled } = cancellation;
  const path = await fetchNamed(object, albumExtension(object), copies, context);
  try {
    const save = async () => {
      cancellation.throwIfCancelled();
      // No time limit: WeChat may ask the person for the album or for the privacy agreement.
      await unlessCancelled(
        new Promise<void>((resolve, reject) => {
          const options = { filePath: path, success: () => resolve(), fail: reject };
          if (object.kind === 'image') wx.saveImageToPhotosAlbum(options);
          else wx.saveVideoToPhotosAlbum(options);
        }).catch((error: unknown) => explainRefusal(error, attempt, limits.files)),
      );
    };
    await inTurn(save);
  } finally {
    await copies.remove(path);
  }
}
