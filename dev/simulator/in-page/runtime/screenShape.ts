/** px of the screen's edge that a page must leave to the phone, and the bars above it. */
export interface ScreenShape {
  readonly statusBar: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Of a phone with a notch when the screen is about twice as long as wide (iPhone X: 44 px at the end with the notch, 34 px for the
 * line at the bottom, 21 when it lies on its side); otherwise of one with a button, or a tablet.
 */
export function screenShape(width: number, height: number): ScreenShape {
  if (height >= 1.9 * width) return { statusBar: 44, left: 0, right: 0, bottom: 34 };
  if (width >= 1.9 * height) return { statusBar: 0, left: 44, right: 44, bottom: 21 };
  return { statusBar: 20, left: 0, right: 0, bottom: 0 };
}
