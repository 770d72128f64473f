import { stat } from 'node:fs/promises';
import type { ChosenFile } from '../../../messages/PhoneProtocol';
import { fileKind } from './fileKind';
import { readImageInfo } from './readImageInfo';
import { readVideoInfo } from './readVideoInfo';

/** What a chooser tells of a file that lies at `real`. `modified` in ms. */
export async function describeChosenFile(
  virtual: string,
  real: string,
  name: string,
  modified: number,
): Promise<ChosenFile> {
  const kind = fileKind(name);
  const { size } = await stat(real);
  const chosen: ChosenFile = { path: virtual, name, size, kind, time: modified };
  if (kind === 'image') {
    const info = await readImageInfo(real);
    return info ? { ...chosen, width: info.width, height: info.height } : chosen;
  }
  const info = kind === 'video' ? await readVideoInfo(real) : undefined;
  return info ? { ...chosen, ...info } : chosen;
}
