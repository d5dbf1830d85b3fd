export const title = 'Learn';
export const about =
  'Short lessons with the real thing under your fingers: what a convolutional network does, and why. Every number is computed here, by the engine that also reads and trains.';
export const takeTour = 'Take the tour';
export const minutes = (n: number) => `${n} min`;
export const done = 'done';
export const allLessons = 'All lessons';
export const step = (n: number, of: number) => `Step ${n} of ${of}`;
export const stepName = (n: number, of: number, title: string) => `Step ${n} of ${of}: ${title}`;
export const steps = 'Steps of this lesson';
export const tryThis = 'Try it';
export const see = 'What you should see';
export const back = 'Back';
export const next = 'Next';
export const youLearned = 'What you learned';
export const nextLesson = (title: string) => `Next lesson: ${title}`;
export const lookInside = 'See it in a whole network: Inside';
export const trainWith = (preset: string) => `Train it yourself: ${preset}`;
export const loading = 'Loading the lesson…';
export const computing = 'Computing…';

export const drawHere = 'Draw here';
export const pad = 'Drawing pad of the lesson';
export const drawing = 'Your drawing as the network gets it';
export const nothingDrawn = 'Draw something to see it here.';
/** A number of a picture, by its row and column from 1. */
export const pixel = (row: number, column: number, value: string) => `row ${row}, column ${column}: ${value}`;
export const signs = 'Dark is above 0, blue below 0, blank is 0.';

/** By the ids of their addresses. */
export const lessons = {
  kernel: { title: 'A kernel by hand', about: 'Nine numbers slide over your drawing and find its edges.' },
  stride: { title: 'Stride and padding', about: 'How far the kernel steps, and how large the result is.' },
  pooling: { title: 'Pooling, and what it forgives', about: 'Nudge a drawing; see what hardly changes.' },
  softmax: {
    title: 'Softmax and loss',
    about: 'From scores to probabilities, and why a beginner’s loss is 2.302.',
  },
  backpropagation: {
    title: 'Backpropagation',
    about: 'One step of learning, in a network of twelve numbers.',
  },
  overfitting: { title: 'Overfitting', about: 'Learn 100 images by heart, and watch the others suffer.' },
  augmentation: { title: 'Augmentation', about: 'Make many images of your one.' },
  shrinking: {
    title: 'Why shrinking fails',
    about: 'A canvas that was shrunk is not what the network knows.',
  },
  kuzushiji: { title: 'Kuzushiji', about: 'Read the cursive of old Japanese books, and be tested.' },
};
