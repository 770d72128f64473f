import sharp from 'sharp';

/** A JPEG of a landscape in two colours, so that pictures can be told apart. `width` in px, three quarters as high. */
export function landscape(sky: string, ground: string, width = 1200): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <rect width="1200" height="900" fill="${sky}"/><circle cx="880" cy="240" r="110" fill="#ffe9a8"/>
    <path d="M0 640 Q300 420 620 620 T1200 540 V900 H0Z" fill="${ground}"/></svg>`;
  return sharp(Buffer.from(drawing)).resize(width).jpeg({ quality: 90 }).toBuffer();
}
