export const steps = [
  {
    title: 'Two ways to 28×28',
    text: 'A network reads 28×28 pixels. Many demos shrink the whole canvas to that size. This page does what MNIST’s makers did: cut out the ink, scale it to fit 20×20 pixels, redraw it with strokes of even thickness, and put its centre of mass in the middle.',
    tryThis: 'Draw a large digit in the middle of the pad.',
    see: 'The two show the same digit in the same place, and both are read well.',
  },
  {
    title: 'Now small, in a corner',
    text: 'People draw where and how large they like. The network has only seen digits that fill most of the image.',
    tryThis: 'Press Small, in a corner, or draw that way yourself.',
    see: 'Shrunk, some thin specks are left, and they are read as something else, or as nothing at all. Prepared, the drawing is the same as before, and so is the answer.',
  },
  {
    title: 'It is not the network',
    text: 'Both are read by the same network with the same weights. Its accuracy on MNIST says nothing about your drawing unless your drawing is prepared like the MNIST images.',
    tryThis: 'Draw a wide or slanted digit, and look at both.',
    see: 'The more the two pictures differ, the more often the answers do.',
  },
];
export const learned =
  'A network reads well only what is prepared the way its training images were; shrinking a canvas does not do that.';

export const shrunk = 'The whole canvas, shrunk';
export const prepared = 'Prepared as MNIST was';
export const large = 'Large, in the middle';
export const small = 'Small, in a corner';
export const readAs = (label: string, sure: string) => `Read as ${label}, ${sure}`;
export const notRead = 'Not recognised';
