export const steps = [
  {
    title: 'A hundred images, by heart',
    text: 'A network with 75,000 numbers is given only 100 images to learn from. After every epoch, which is one pass through them, it is asked about them and about 500 others that it never trains on: the validation images.',
    tryThis: 'Train it, and watch the two lines part.',
    see: 'Soon it reads all of the hundred. Of the others it reads far fewer, and that no longer gets better. It knows its own images far better than digits in general: that gap is overfitting.',
  },
  {
    title: 'Dropout',
    text: 'Dropout sets half of the numbers before the last layer to 0, a different half for every image. No number can rely on another one, so less is learned by heart.',
    tryThis: 'Train again with dropout.',
    see: 'It takes longer to learn the hundred. Validation ends about where it was: dropout cannot make up for missing images.',
  },
  {
    title: 'More images out of few',
    text: 'Augmentation turns, shifts and bends every image a little, anew in every epoch. The network never sees the same image twice.',
    tryThis: 'Train with augmentation and without dropout, and compare the rows under Your runs.',
    see: 'Validation is clearly higher, although the hundred are read less well along the way. The gap between the two lines is smaller.',
  },
];
export const learned =
  'Accuracy on the training images says little; what counts is accuracy on images never seen. Dropout cannot make up for missing images; more variety helps most.';

export const images = 'Some of the hundred';
export const image = (label: number) => `A ${label}`;
export const dropout = 'Dropout';
export const augmentation = 'Augmentation';
export const train = 'Train on 100 images';
export const stop = 'Stop';
export const fetching = 'Fetching images…';
export const training = (epoch: number, of: number) => `Epoch ${epoch} of ${of}`;
export const chart = 'Accuracy';
export const epoch = 'Epoch';
export const accuracy = 'Accuracy';
export const onTraining = 'on the hundred';
export const onOthers = 'on others';
export const runs = 'Your runs';
export const run = 'Run';
export const plain = 'Plain';
export const both = 'Dropout and augmentation';
