import type { ChosenFile } from '../../messages/PhoneProtocol';
import { lookAtVideo } from './lookAtVideo';

/** Streams the person's files to the phone over HTTP: a video is far too large for one message. */
export async function sendChosenFiles(
  window: Window & typeof globalThis,
  files: File[],
): Promise<ChosenFile[]> {
  const sent: ChosenFile[] = [];
  for (const file of files) {
    const chosen = await send(window, file, file.name, file.lastModified);
    const look = chosen.kind === 'video' ? await lookAtVideo(window, file) : undefined;
    if (!look) {
      sent.push(chosen);
      continue;
    }
    const { path } = await send(window, look.thumbnail, 'thumbnail.jpg', file.lastModified);
    // The phone reads it of MP4 alone, and of one that says so at its beginning.
    sent.push({ ...chosen, thumbnail: path, duration: chosen.duration || look.duration });
  }
  return sent;
}

async function send(
  window: Window & typeof globalThis,
  file: Blob,
  name: string,
  modified: number,
): Promise<ChosenFile> {
  const query = new window.URLSearchParams({ name, modified: String(modified) });
  const response = await window.fetch(`/phone/chosen?${query}`, { method: 'POST', body: file });
  if (!response.ok) {
    throw new Error(`the simulator could not take over "${name}": ${await response.text()}`);
  }
  return response.json();
}
