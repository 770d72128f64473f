import { isArrayBuffer, wrongType } from './options';

const CHUNK_BYTES = 0x8000;

export function base64Apis() {
  return {
    base64ToArrayBuffer(base64: string): ArrayBuffer {
      const binary = atob(base64);
      const buffer = new ArrayBuffer(binary.length);
      const bytes = new Uint8Array(buffer);
      for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
      return buffer;
    },
    arrayBufferToBase64(buffer: ArrayBuffer): string {
      if (!isArrayBuffer(buffer)) {
        throw new Error(`arrayBufferToBase64:fail ${wrongType('arrayBuffer', 'ArrayBuffer', buffer).reason}`);
      }
      const bytes = new Uint8Array(buffer);
      let binary = '';
      // In chunks: all bytes at once would be too many arguments.
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK_BYTES));
      }
      return btoa(binary);
    },
  };
}
