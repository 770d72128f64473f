import { Failure } from '../failures/Failure';
import type { StoredObject } from '../objects/StoredObject';
import type { DownloadContext } from './DownloadContext';
import { download } from './download';
import type { TemporaryCopies } from './TemporaryCopies';

type DocumentType = 'doc' | 'docx' | 'xls' | 'xlsx' | 'ppt' | 'pptx' | 'pdf';

export async function openDocument(
  object: StoredObject,
  copies: TemporaryCopies,
  context: DownloadContext,
): Promise<void> {
  const { attempt, cancellation } = context;
  if (object.kind !== 'document') {
    const detail = `WeChat opens doc(x), xls(x), ppt(x) and pdf, not ${object.extension || object.name}`;
    throw new Failure({ code: 'document-type', attempt, detail });
  }
  const path = await download(object, object.extension, copies, context);
  try {
    cancellation.throwIfCancelled();
    // No time limit: some phones ask the person what to open it with.
    await cancellation.unlessCancelled(
      new Promise<void>((resolve, reject) => {
        wx.openDocument({
          filePath: path,
          fileType: object.extension as DocumentType,
          showMenu: true,
          success: () => resolve(),
          fail: reject,
        });
      }),
    );
  } catch (error) {
    await copies.remove(path);
    throw error;
  }
  // WeChat reads the file while it shows it, and does not tell when it is done.
  await copies.keep(path);
}
