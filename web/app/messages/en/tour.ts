export const offer = 'New here? One-minute tour';
export const name = 'Tour';
export const place = (n: number, of: number) => `${n} of ${of}`;
export const skip = 'Skip';
export const next = 'Next';
export const finish = 'Done';
export const stops = {
  pad: {
    title: 'Draw here',
    text: 'Draw a digit, large or small, with a mouse, a pen, a finger or the keyboard.',
  },
  answer: {
    title: 'The answer',
    text: 'A small network reads as you draw, and says how sure it is. Nothing leaves this device.',
  },
  inside: {
    title: 'Look inside',
    text: 'See what each layer makes of your drawing, down to a single number.',
  },
  train: {
    title: 'Train your own',
    text: 'Choose a network, press Start, and draw with it while it learns.',
  },
  learn: {
    title: 'Learn',
    text: 'Nine short lessons show how it works. The tour can be started again from there.',
  },
};
