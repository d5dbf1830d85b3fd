import { imageSize } from 'image-size';

/** A browser takes four bytes for each pixel that it opens. Telephones have cameras of 50 million. */
export const MOST_PIXELS = 50_000_000;

/** Throws, in words, for a picture that says that it is larger, and for what is no picture. */
export function checkPictureSize(bytes: Uint8Array): void {
  let width, height;
  try {
    ({ width, height } = imageSize(bytes));
  } catch (error) {
    throw new Error('This is not an image that the browser can open.', { cause: error });
  }
  if (width * height > MOST_PIXELS)
    throw new Error(
      `This picture has ${width} × ${height} pixels; at most ${MOST_PIXELS / 1e6} million are opened. Make it smaller first.`,
    );
}
