import * as messages from '../app/messages';
import type { Picture } from '../../wasm/library/index';

/** Longer sides say no more about a line of digits. */
const LONGEST_SIDE = 1600;
/** A browser takes four bytes for each pixel that it opens. Telephones have cameras of 50 million. */
const MOST_PIXELS = 50_000_000;
/** Red, green and blue of a page that is drawn and read back, and how far off they may come. */
const PROBE = [200, 100, 50];
const PROBE_OFF = 3;

function refuse(error: unknown): never {
  throw new Error(messages.pictures.notPicture, { cause: error });
}

/** Browsers tell the size from the picture's first bytes, and open the rest when it is drawn. */
async function checkSize(file: Blob): Promise<void> {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = address;
    }).catch(refuse);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width * height > MOST_PIXELS)
      throw new Error(messages.pictures.tooLarge(width, height, MOST_PIXELS / 1e6));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A picture that the browser can open, turned as its file says. Rejects, in words, for anything else. */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  if (file.size === 0) throw new Error(messages.pictures.empty);
  await checkSize(file);
  const bitmap = await createImageBitmap(file).catch(refuse);
  const { width, height } = bitmap;
  const scale = LONGEST_SIDE / Math.max(width, height);
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
    throw new Error(messages.pictures.keptBack, { cause: error });
  }
}

/** Its pixels. Throws, in words, where the browser does not give them. */
export function pixelsOf(bitmap: ImageBitmap): Picture {
  if (typeof OffscreenCanvas === 'undefined') throw new Error(messages.pictures.unsupported);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = `rgb(${PROBE.join(' ')})`;
  context.fillRect(0, 0, width, height);
  const isFalse = (value: number, i: number) => i % 4 < 3 && Math.abs(value - PROBE[i % 4]) > PROBE_OFF;
  // Some browsers refuse, others give noise.
  if (readBack(context, 1).some(isFalse)) throw new Error(messages.pictures.keptBack);
  context.clearRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return { width, height, pixels: readBack(context, height) };
}
