import type { Picture } from '../../wasm/library/types';

/** Larger pictures say no more about a line of digits. */
const MOST_PIXELS = 1600;
/** Red, green and blue of a page that is drawn and read back, and how far off they may come. */
const PROBE = [200, 100, 50];
const PROBE_OFF = 3;
/** Some browsers refuse, others give noise. */
const KEPT_BACK = 'This browser keeps pages from reading pictures, to protect you. Drawing still works.';

/** A picture that the browser can open, turned as its file says. Rejects, in words, for anything else. */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  if (file.size === 0) throw new Error('This file is empty.');
  const { checkPictureSize } = await import('../data/picture_size');
  checkPictureSize(new Uint8Array(await file.arrayBuffer()));
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (error) {
    throw new Error('This is not an image that the browser can open.', { cause: error });
  }
  const { width, height } = bitmap;
  const scale = MOST_PIXELS / Math.max(width, height);
  if (scale >= 1) return bitmap;
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const small = await createImageBitmap(bitmap, {
    resizeWidth: side(width),
    resizeHeight: side(height),
    resizeQuality: 'high',
  });
  bitmap.close();
  return small;
}

/** The first rows of what is drawn. Throws, in words, where the browser does not give them. */
function readBack(context: OffscreenCanvasRenderingContext2D, rows: number): Uint8ClampedArray {
  try {
    return context.getImageData(0, 0, context.canvas.width, rows).data;
  } catch (error) {
    throw new Error(KEPT_BACK, { cause: error });
  }
}

/** Its pixels. Throws, in words, where the browser does not give them. */
export function pixelsOf(bitmap: ImageBitmap): Picture {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('This browser cannot read pictures in a page.');
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = `rgb(${PROBE.join(' ')})`;
  context.fillRect(0, 0, width, height);
  const isFalse = (value: number, i: number) => i % 4 < 3 && Math.abs(value - PROBE[i % 4]) > PROBE_OFF;
  if (readBack(context, 1).some(isFalse)) throw new Error(KEPT_BACK);
  context.clearRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return { width, height, pixels: readBack(context, height) };
}
