export const steps = [
  {
    title: 'Many from one',
    text: 'Your drawing, as training would vary it: each of the twelve is turned, moved and scaled by a random amount, up to what the sliders say. Below each is the network’s answer.',
    tryThis: 'Draw a digit and raise Rotation to 15 degrees.',
    see: 'Twelve ways in which you might have written the same digit.',
  },
  {
    title: 'Too much',
    text: 'The label, which is the right answer, must stay true. How much is too much depends on what is read: a digit may be moved, but not turned upside down.',
    tryThis: 'Draw a 6 and raise Rotation to 180 degrees.',
    see: 'Some of them are read as 9, and rightly so. A network that is told that these are 6s learns nonsense.',
  },
  {
    title: 'Why it helps',
    text: 'A network that has only seen the training images knows few ways to write a digit. With augmentation it has seen thousands. This page’s model was trained this way: rotation up to 15 degrees, size by 13 %, shift by 2 pixels, and more.',
    tryThis: 'Press As this page’s model learned, then New samples a few times.',
    see: 'Nearly all are read as what you drew.',
  },
];
export const learned =
  'Augmentation makes new images from those you have, as long as the label stays true, and teaches a network what does not matter.';

export const rotation = 'Rotation';
export const shift = 'Shift';
export const zoom = 'Size';
export const degrees = (n: number) => `${n}°`;
export const pixels = (n: number) => `${n} px`;
export const percent = (n: number) => `${n} %`;
export const asShipped = 'As this page’s model learned';
export const again = 'New samples';
export const samples = 'Samples';
export const sample = (label: string) => `Varied, read as ${label}`;
