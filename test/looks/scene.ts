import sharp from 'sharp';

/** Sky above, sky below, the hills from far to near, and what shines. */
const palettes = [
  ['#8ec5f5', '#e6f3fb', '#9db8c9', '#5f8f7a', '#2f6b4f', '#fff3c4'],
  ['#f7b29b', '#fde3c8', '#b98aa3', '#7a5a86', '#43365f', '#fff0d6'],
  ['#1d2a55', '#4a5b94', '#2f3c6b', '#1d2748', '#10162e', '#f4f1de'],
  ['#bfe6ee', '#f4f0dc', '#e6c98f', '#d3a35c', '#a97436', '#fff8de'],
  ['#d8e3ee', '#f7fafc', '#c3d3e2', '#93aec6', '#5e7f9f', '#ffffff'],
  ['#f6a25e', '#fde0a6', '#c9664a', '#7d3b45', '#41253a', '#fff1c0'],
  ['#79c9c0', '#dff3e4', '#6fae9a', '#3b8272', '#1f5a55', '#fdf6d0'],
  ['#9fb6f0', '#eadff5', '#a99bd0', '#7468aa', '#3f3c78', '#fff4e0'],
  ['#6fb1e4', '#cfe9f7', '#7fb98a', '#569a4e', '#2c7038', '#fff6cc'],
] as const;

/** A photo of nowhere, as JPEG: each number has one of its own. */
export function scene(number: number): Promise<Buffer> {
  const [top, horizon, far, middle, near, light] = palettes[number % palettes.length] ?? palettes[0];
  const shift = (number * 137) % 400;
  const hill = (y: number, height: number, by: number, colour: string) => {
    const x = -400 + ((shift * by) % 400);
    const wave = `q200 ${-height} 400 0 t400 0 t400 0 t400 0 t400 0`;
    return `<path d="M${x} ${y} ${wave} V1000 H${x}Z" fill="${colour}"/>`;
  };
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="0.7" stop-color="${horizon}"/></linearGradient>
    <rect width="1200" height="900" fill="url(#sky)"/>
    <circle cx="${260 + shift * 1.7}" cy="${200 + (shift % 120)}" r="84" fill="${light}"/>
    ${hill(560, 180, 1, far)}${hill(660, 150, 2, middle)}${hill(770, 120, 3, near)}</svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 88 }).toBuffer();
}

/** As large as a photo from a phone: some MB. */
export async function grainy(number: number): Promise<Buffer> {
  const [width, height] = [2400, 1800];
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 14 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const photo = sharp(await scene(number)).resize(width, height);
  return photo
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 82 })
    .toBuffer();
}
