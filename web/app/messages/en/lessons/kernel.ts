export const steps = [
  {
    title: 'Nine numbers slide over the picture',
    text: 'A kernel is a 3×3 square of numbers. It slides over the drawing and stops at every pixel; there each number is multiplied by the pixel under it, and the nine products are added up. The sums make a new picture, called a map. This is a convolution. This kernel is Sobel’s: it compares what is on the right with what is on the left.',
    tryThis: 'Clear the pad and draw one vertical bar. Which edges light up? Then draw a horizontal one.',
    see: 'The two sides of the vertical bar light up, one dark and one blue, because ink begins on one side and ends on the other. The horizontal bar shows only at its two ends.',
  },
  {
    title: 'Other numbers find other things',
    text: 'The same sliding sum finds edges, blurs or sharpens; only the nine numbers differ.',
    tryThis: 'Go through the kernels in the list, then flip the sign of one.',
    see: 'Blur spreads the ink, sharpen strengthens what stands out, outline keeps only the edge. With the sign flipped the same places light up in the other colour.',
  },
  {
    title: 'Write your own',
    text: 'You can use any numbers. A network has hundreds of such kernels, and nobody writes them: training finds the numbers.',
    tryThis: 'Set the middle number to 1 and the other eight to 0. Then move the 1 to a corner.',
    see: 'With 1 in the middle the drawing comes out as it is. With 1 in a corner it comes out moved one pixel diagonally.',
  },
  {
    title: 'One number, worked out',
    text: 'Point at a pixel of the map, or move the frame with the arrow keys: the table shows the nine pixels under the kernel, the products and their sum.',
    tryThis: 'Choose Sobel and find a place where the sum is close to 0 although there is ink.',
    see: 'In the middle of a thick stroke, or along a horizontal one, left and right are alike: the products cancel out.',
  },
];
export const learned =
  'A convolution is one small square of numbers used everywhere in the picture; what it finds depends on those numbers alone.';

export const kernel = 'Kernel';
export const kernels = {
  vertical: 'Sobel, vertical edges',
  horizontal: 'Sobel, horizontal edges',
  outline: 'Outline',
  blur: 'Blur',
  sharpen: 'Sharpen',
};
export const flip = 'Flip the sign';
export const weight = (row: number, column: number) => `Kernel, row ${row}, column ${column}`;
export const map = 'The map';
export const size = (rows: number, columns: number) => `${rows}×${columns}`;
export const product = 'pixel × weight';
export const products = 'The nine products';
export const sum = (value: string) => `They add up to ${value}.`;
export const bad = 'Not a number: it counts as 0.';
