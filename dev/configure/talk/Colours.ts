import { createColors } from 'picocolors';

/** Colour on a terminal only, and not where NO_COLOR is set. */
export function coloursFor(stream: { readonly isTTY?: boolean }, noColour = process.env.NO_COLOR) {
  return createColors(stream.isTTY === true && !noColour);
}

export type Colours = ReturnType<typeof coloursFor>;
