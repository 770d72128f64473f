const WAIT_MS = 3000;

/** A JPEG of the first frame; undefined when the browser can't play the video. */
export function videoThumbnail(window: Window & typeof globalThis, file: Blob): Promise<Blob | undefined> {
  const { document, URL } = window;
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';

  return new Promise<Blob | undefined>((resolve) => {
    const timer = window.setTimeout(() => resolve(undefined), WAIT_MS);
    const end = (blob: Blob | undefined): void => {
      window.clearTimeout(timer);
      resolve(blob);
    };
    video.addEventListener('error', () => end(undefined));
    video.addEventListener('loadeddata', () => {
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext('2d')?.drawImage(video, 0, 0);
      canvas.toBlob((blob) => end(blob ?? undefined), 'image/jpeg', 0.8);
    });
    video.src = url;
  }).finally(() => {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}
