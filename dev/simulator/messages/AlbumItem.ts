/** A photo or a video in the phone's album. */
export interface AlbumItem {
  id: string;
  /** The name that the Mini Program gave the file. */
  name: string;
  type: 'image' | 'video';
  /** In bytes. */
  size: number;
  /** In ms. */
  savedAt: number;
  /** Hex, of the bytes that were saved. */
  sha256: string;
}
