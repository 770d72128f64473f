/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** How `imageMogr2/thumbnail/<geometry>` scales (doc 36366). */
export type Geometry =
  | { kind: 'percent'; width: number; height: number }
  | { kind: 'width'; width: number }
  | { kind: 'height'; height: number }
  /** Within the box; `when` limits it to making smaller or larger. */
  | { kind: 'fit'; box: Size; when: 'always' | 'shrink' | 'enlarge' }
  /** At least as large as the box. */
  | { kind: 'cover'; box: Size }
  | { kind: 'exact'; box: Size }
  /** At most so many pixels. */
  | { kind: 'area'; area: number };

const forms: readonly [RegExp, (a: number, b: number) => Geometry][] = [
  [/^!(\d+)p$/, (percent) => ({ kind: 'percent', width: percent, height: percent })],
  [/^!(\d+)px$/, (percent) => ({ kind: 'percent', width: percent, height: 100 })],
  [/^!x(\d+)p$/, (percent) => ({ kind: 'percent', width: 100, height: percent })],
  [/^(\d+)x$/, (width) => ({ kind: 'width', width })],
  [/^x(\d+)$/, (height) => ({ kind: 'height', height })],
  [/^(\d+)x(\d+)$/, (width, height) => ({ kind: 'fit', box: { width, height }, when: 'always' })],
  [/^(\d+)x(\d+)>$/, (width, height) => ({ kind: 'fit', box: { width, height }, when: 'shrink' })],
  [/^(\d+)x(\d+)<$/, (width, height) => ({ kind: 'fit', box: { width, height }, when: 'enlarge' })],
  [/^!(\d+)x(\d+)r$/, (width, height) => ({ kind: 'cover', box: { width, height } })],
  [/^(\d+)x(\d+)!$/, (width, height) => ({ kind: 'exact', box: { width, height } })],
  [/^(\d+)@$/, (area) => ({ kind: 'area', area })],
];

/** Undefined for what is no geometry. */
export function parseGeometry(text: string): Geometry | undefined {
  for (const [form, make] of forms) {
    const match = form.exec(text);
    if (!match) continue;
    const [, a = '0', b = '1'] = match;
    const [first, second] = [Number(a), Number(b)];
    return first > 0 && second > 0 ? make(first, second) : undefined;
  }
  return undefined;
}

/** The size that an image gets. Animated ones are never made larger (doc 36366). */
export function scaledSize(geometry: Geometry, from: Size, animated: boolean): Size {
  const to = targetSize(geometry, from);
  return animated && (to.width > from.width || to.height > from.height) ? from : to;
}

function targetSize(geometry: Geometry, from: Size): Size {
  switch (geometry.kind) {
    case 'percent':
      return rounded((from.width * geometry.width) / 100, (from.height * geometry.height) / 100);
    case 'width':
      return scaled(from, geometry.width / from.width);
    case 'height':
      return scaled(from, geometry.height / from.height);
    case 'fit': {
      const scale = Math.min(geometry.box.width / from.width, geometry.box.height / from.height);
      if (geometry.when === 'shrink' && scale > 1) return from;
      if (geometry.when === 'enlarge' && scale < 1) return from;
      return scaled(from, scale);
    }
    case 'cover':
      return scaled(from, Math.max(geometry.box.width / from.width, geometry.box.height / from.height));
    case 'exact':
      return geometry.box;
    case 'area': {
      // "At most": an image that is smaller stays as it is.
      const scale = Math.min(1, Math.sqrt(geometry.area / (from.width * from.height)));
      return {
        width: Math.max(1, Math.floor(from.width * scale)),
        height: Math.max(1, Math.floor(from.height * scale)),
      };
    }
  }
}

function scaled(from: Size, scale: number): Size {
  return rounded(from.width * scale, from.height * scale);
}

function rounded(width: number, height: number): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
