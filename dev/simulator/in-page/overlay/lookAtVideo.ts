const WAIT_MS = 3000;

interface VideoLook {
  /** A JPEG of the first frame. */
  thumbnail: Blob;
  /** In seconds; 0 when the file does not say. */
  duration: number;
}

/** Undefined when the browser can't play the video. */
export function lookAtVideo(window: Window & typeof globalThis, file: Blob): Promise<VideoLook | undefined> {
  const { document, URL } = window;
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';

  return new Promise<VideoLook | undefined>((resolve) => {
    const done = (look: VideoLook | undefined): void => {
      video.removeAttribute('src');
      URL.revokeObjectURL(url);
      resolve(look);
    };
    const timer = window.setTimeout(() => done(undefined), WAIT_MS);
    const end = (thumbnail: Blob | null): void => {
      window.clearTimeout(timer);
      const duration = Number.isFinite(video.duration) ? video.duration : 0;
      done(thumbnail ? { thumbnail, duration } : undefined);
    };
    video.addEventListener('error', () => end(null));
    video.addEventListener('loadeddata', () => {
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext('2d')?.drawImage(video, 0, 0);
      canvas.toBlob(end, 'image/jpeg', 0.8);
    });
    video.src = url;
  });
}
