export const steps = [
  {
    title: 'How far it steps',
    text: 'The stride is how many pixels the kernel moves each time. With stride 2 it leaves out every second place, so the map has half as many rows and columns.',
    tryThis: 'Switch between stride 1, 2 and 3 and watch the size of the map.',
    see: '26, 13 and 9 pixels a side: fewer sums, less work, and a coarser picture.',
  },
  {
    title: 'What happens at the edge',
    text: 'With “valid” the kernel stays inside the picture, so the map is a little smaller. “same” puts a border of zeros around the picture first, so that with stride 1 the map is as large as the picture.',
    tryThis: 'With stride 1, switch from valid to same.',
    see: 'The map grows from 26 to 28 pixels: one more on each side.',
  },
  {
    title: 'The formula',
    text: 'You can say beforehand how large a map is: picture minus kernel, divided by the stride, rounded down, plus 1. The size of the real map is shown below the formula.',
    tryThis: 'Choose kernel 5×5, stride 2, valid. Work out the size, then look.',
    see: '(28 − 5) / 2 is 11.5. Round down to 11, and add 1 for the place where it starts: 12.',
  },
];
export const learned =
  'Stride makes maps smaller, padding decides what happens at the edge, and the size of a map follows from a short formula.';

export const stride = 'Stride';
export const padding = 'Padding';
export const kernelSize = 'Kernel';
export const side = (n: number) => `${n}×${n}`;
export const map = 'The map (blurred)';
export const window = 'Choose a pixel of the map: the frame shows which pixels of the drawing it is made of.';
export const valid = (size: number, kernel: number, stride: number, result: number) =>
  `valid: ⌊(${size} − ${kernel}) / ${stride}⌋ + 1 = ${result}`;
export const same = (size: number, stride: number, result: number) =>
  `same: ⌈${size} / ${stride}⌉ = ${result}`;
export const engine = (rows: number, columns: number) => `The engine’s map: ${rows}×${columns}`;
