import { extensionOf } from '../../format/extensionOf';
import { flows, kindOf } from '../../index';
import { isStored, localFileOf, nameOf, type UploaderFile } from './UploaderFile';

/**
 * Opens WeChat's previewer at this file, with all pictures and videos beside it. Nothing happens for another file. Rejects with
 * a `Failure`, or with what wx gives.
 */
export async function preview(files: readonly UploaderFile[], id: string): Promise<void> {
  const shown = files.filter((file) => typeOf(file) !== undefined);
  const current = shown.findIndex((file) => file.id === id);
  if (current < 0) return;
  const sources = await Promise.all(
    shown.map(async (file) => ({ url: await urlOf(file), type: typeOf(file) ?? 'image' })),
  );
  await new Promise<void>((resolve, reject) => {
    wx.previewMedia({ sources, current, success: () => resolve(), fail: reject });
  });
}

function typeOf(file: UploaderFile): 'image' | 'video' | undefined {
  const kind = kindOf(extensionOf(nameOf(file)));
  return kind === 'image' || kind === 'video' ? kind : undefined;
}

/** What was chosen here is still on the phone. */
async function urlOf(file: UploaderFile): Promise<string> {
  const local = localFileOf(file);
  if (local || !isStored(file)) return local?.path ?? '';
  return (await flows.signedUrl(file.key)).url;
}
