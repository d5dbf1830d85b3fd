import { counted } from './counted';

export const title = 'Speed';
export const help = (seconds: number) =>
  'How fast this device trains the network set up above, layer by layer, and reads with it. ' +
  `Takes ${seconds} seconds and uses random images; your model is unchanged.`;
export const measure = 'Measure this network';
export const timeLeft = (duration: string) => `About ${duration} left`;
export const busy = 'Not while a network is being trained: each would slow the other down.';
export const progress = 'Measurement progress';
export const training = 'Training, images/s';
export const reading = 'Reading, images/s';
export const operations = 'Training, GFLOP/s';
export const build = 'Build';
export const threads = (n: number) => (n === 1 ? 'one thread' : counted(n, 'thread'));
export const layers = 'Layers';
export const caption = (network: string, milliseconds: string, images: string) =>
  `${network}, ${milliseconds} ms for a batch of ${images}`;
export const columns = {
  layer: 'Layer',
  forward: 'Forward ms',
  operations: 'GFLOP/s',
  backward: 'Backward ms',
  share: 'Time',
};
/** In the row of a layer that runs together with the one before. */
export const within = (layer: string) => `within ${layer}`;
export const rest = 'images, loss, optimizer';
export const note =
  'GFLOP/s count a multiply-add as two operations, as the layer is defined. Builds with fused multiply-adds do ' +
  'both at once, and convolutions of 3×3 use an algorithm with fewer of them: compare layers by GFLOP/s, but ' +
  'builds, devices and other programs by images/s.';
