import { flows, type PreviewOptions, type StoredObject } from '../../index';

/**
 * What `wx.previewImage` takes: the picture and those beside it, which a person swipes to. `siblings` are pictures, by their
 * keys or as objects, the picture itself at its place among them; where it is not among them it comes first. What is empty, as a
 * field that has no picture yet, is left out.
 */
export async function previewUrls(
  picture: StoredObject,
  siblings: readonly (StoredObject | string)[],
  options: PreviewOptions,
): Promise<{ urls: string[]; current: string }> {
  const current = await flows.previewUrl(picture, options);
  const urls = await Promise.all(
    siblings.filter(Boolean).map(async (sibling) => {
      if (typeof sibling !== 'string')
        return sibling.key === picture.key ? current : flows.previewUrl(sibling, options);
      return sibling === picture.key ? current : (await flows.signedUrl(sibling)).url;
    }),
  );
  return { urls: urls.includes(current) ? urls : [current, ...urls], current };
}
