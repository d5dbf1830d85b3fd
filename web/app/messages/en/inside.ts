import { counted, grouped } from './counted';

export const title = 'Inside the network';
export const help =
  'Your drawing goes through one layer after the other. Each shows what it makes of it. Open a layer to see its maps and ' +
  'what it has learned, then point at a pixel to see how that number comes about.';
export const opening = 'Opening the network…';
export const openTab = 'Open Inside';
export const pad = 'Drawing pad; the layers below follow it';
export const network = 'Network';
export const inUse = (name: string) => `${name} (in use)`;
export const inTraining = 'The network on the Train tab';
export const showExample = 'Show an example';
export const anotherExample = 'Another example';
export const fromPicture = 'These are the characters of your picture. Draw here to see a drawing instead.';
export const characters = 'Which character to follow';

export const layers = 'Layers';
export const below = 'below zero';
export const above = 'above zero';
export const by = (sizes: readonly number[]) => sizes.map(grouped).join(' × ');
export const maps = (n: number, size: string) => `${counted(n, 'map')} of ${size}`;
export const units = (n: number) => counted(n, 'unit');
export const numbers = (size: string) => `${size} numbers`;
export const more = (n: number) => `and ${grouped(n)} more`;
export const fewer = 'Show fewer';
export const mapsOf = (layer: string) => `Maps of ${layer}`;
export const switchedOff = (n: number) => `${grouped(n)} switched off`;
export const allOn = 'Switch all on';

export const map = (n: number) => `Map ${n}`;
export const unit = (n: number) => `Unit ${n}`;
export const unitFor = (n: number, label: string) => `Unit ${n}, for ${label}`;
export const isOff = (name: string) => `${name}, switched off`;
export const openLayer = (layer: string) => `Layer ${layer}`;
export const switchOff = 'Switch off';
export const givesZeros = 'It gives zeros: the layers after it and the answer do without it.';
export const point = 'Point at a pixel of the map to see how its number comes about.';
export const pixelsOf = (n: number) => `Pixels of map ${n}`;
export const pixelsHelp = 'Arrow keys move from pixel to pixel. Escape lets go.';
export const pixel = (row: number, column: number, value: string) => `Row ${row}, column ${column}: ${value}`;

export const takesAndGives = (takes: string, gives: string) => `Takes ${takes} and gives ${gives}.`;
export const windowOf = (size: string) => `Its window is ${size}.`;
export const stride = (size: string) => `It moves ${size} pixels at a time.`;
export const padded = 'Zeros are put around the edge.';
export const notPadded = 'It stays within the edge.';
export const through = (activation: string) => `Then ${activation}.`;
export const learned = (weights: string[]) => `Learned: ${weights.join(', ')}.`;
export const activations: Partial<Record<string, string>> = {
  relu: 'ReLU',
  leaky_relu: 'leaky ReLU',
  elu: 'ELU',
  gelu: 'GELU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softmax: 'softmax',
};

/** What each kind of layer does, in a sentence or two. */
export const kinds: Partial<Record<string, string>> = {
  Conv2D:
    'Each map comes from one kernel that slides over everything the layer is given. Where what lies under it looks like the ' +
    'kernel, the map has a large number.',
  DepthwiseConv2D: 'Each map that comes in has kernels of its own, which see none of the other maps.',
  MaxPooling2D:
    'Keeps the largest number in each window. The maps get smaller, and it matters less exactly where something was.',
  AveragePooling2D: 'Keeps the mean of each window, so the maps get smaller.',
  SumPooling2D: 'Keeps the sum of each window, so the maps get smaller.',
  GlobalAveragePooling2D: 'Keeps one number of each map: its mean.',
  GlobalMaxPooling2D: 'Keeps one number of each map: its largest.',
  BatchNormalization:
    'Scales and shifts each map, so that its numbers have a common size. How much was measured and learned in training.',
  LeakyReLU: 'Keeps what is above zero, and only a small part of what is below.',
  Dropout:
    'In training it silences units at random, so that none is relied on too much. When the network reads, everything passes.',
  Flatten: 'Lays the numbers of all maps in one row. Nothing is computed.',
  Reshape: 'Gives the same numbers another shape. Nothing is computed.',
  Permute: 'Changes the order of rows, columns and maps. Nothing is computed.',
  ZeroPadding2D: 'Puts zeros around the edge.',
  Rescaling: 'Multiplies every number by the same factor and adds the same to it.',
  Dense: 'Each unit adds up all numbers that come in, each times a weight of its own.',
};
export const activationKinds: Partial<Record<string, string>> = {
  relu: 'Keeps what is above zero, and makes the rest zero.',
  softmax: 'Turns numbers into probabilities: all of them are above zero and add up to 1.',
  sigmoid: 'Squeezes every number between 0 and 1.',
  tanh: 'Squeezes every number between −1 and 1.',
  linear: 'Passes every number on as it is.',
};

export const kernels = (n: number) =>
  n === 1 ? 'Its kernel' : `Its ${grouped(n)} kernels, one for each map that comes in`;
export const weightsAsMaps = 'Its weights, laid out as the maps before it';
export const kernelNumbers = 'Numbers of the kernels';
export const kernelFor = (n: number) => `For map ${n}`;
export const isNumber = (name: string, value: string) => `${name} ${value}`;
export const row = 'Row';
export const column = 'Column';
export const beyond = 'beyond the edge';

export const number = 'One number';
export const pixelOf = (n: number, row: number, column: number) => `Map ${n}, row ${row}, column ${column}`;
export const field = (top: number, bottom: number, left: number, right: number) =>
  top === 1 && left === 1 && bottom === 28 && right === 28
    ? 'It depends on the whole image.'
    : `It depends on rows ${top} to ${bottom} and columns ${left} to ${right} of the image, outlined there.`;
export const patch = 'What comes in';
export const kernel = 'Kernel';
export const products = 'Products';
export const addUpTo = (total: string) => `add up to ${total}`;
export const otherMaps = (n: number, total: string) => `The other ${counted(n, 'map')} add ${total}.`;
export const showMore = 'Show more';
export const asTables = 'As tables';
export const times = (value: string, weight: string) => `${value} × ${weight}`;
export const zeros = (n: number, others: boolean) =>
  others ? `and ${counted(n, 'product')} of zero` : `${counted(n, 'product')}, all zero`;
export const nothing = 'Nothing comes in but zeros.';
export const largest = (value: string, row: number, column: number) =>
  `The largest is ${value}, in row ${row} and column ${column} of the window.`;
export const plusBias = (bias: string, total: string) => `With the bias ${bias} that makes ${total}.`;
export const equals = (total: string) => `That makes ${total}.`;
export const activated = (activation: string, value: string) => `${activation} turns it into ${value}.`;
export const softmax = (share: string) => `Softmax compares it with the sums of the other units: ${share}.`;
export const normalised =
  'The factor is gamma over the square root of the variance; the mean and beta are in the bias.';
export const offSoZeroInside = 'It is switched off, so softmax is given 0 in its place.';
export const offSoZero = 'It is switched off, so the layer gives 0.';
export const input = 'Input';
export const valueTimesWeight = 'Value × weight';
export const product = 'Product';
export const speakFor = 'Strongest for';
export const speakAgainst = 'Strongest against';
export const others = (n: number, total: string) =>
  n === 1 ? `One more input adds ${total}.` : `And ${grouped(n)} more, which add up to ${total}.`;

export const inWords = 'In words';
export const nothingDrawn = 'Nothing has been drawn yet.';
export const mapInWords = (name: string, most: string, row: number, column: number) =>
  `${name} (${most} in row ${row}, column ${column})`;
export const strongest = (isMaps: boolean, names: string[]) =>
  names.length
    ? `The strongest ${isMaps ? 'maps are' : 'units are'} ${names.join(', ')}.`
    : `All ${isMaps ? 'maps' : 'units'} are zero.`;
export const allZero = (isMaps: boolean, n: number, of: number) =>
  `${grouped(n)} of ${counted(of, isMaps ? 'map' : 'unit')} ${n === 1 ? 'is' : 'are'} zero everywhere.`;
