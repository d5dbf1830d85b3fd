export const steps = [
  {
    title: 'Ten letters, old and new',
    text: 'Until about 1900 Japanese was written in a cursive, kuzushiji, that few people can read today. Kuzushiji-MNIST has 70,000 images of ten letters from old books. Beside each modern letter are some of its old forms.',
    tryThis: 'Find a letter whose old forms look like the modern one, and one whose do not.',
    see: 'つ (tsu) has hardly changed. Others look like nothing in today’s writing: one sound was written in forms that came from several Chinese characters.',
  },
  {
    title: 'Draw one',
    text: 'The network that reads this pad was trained the way the one for digits was; only the images are different.',
    tryThis: 'Choose a letter, copy one of its old forms, then draw the modern one.',
    see: 'Old forms are read well. A modern form is read only where it looks like an old one: the network knows what it has seen.',
  },
  {
    title: 'You against the network',
    text: 'Which letter is this? You choose, then the network does.',
    tryThis: 'Do five. Who gets more right?',
    see: 'The network does, most likely: it has seen thousands of each, and it is not a fair test: these were among them. You have seen eight.',
  },
];
export const learned =
  'The same kind of network learns another script from other images, old forms included; it knows what it has seen.';

export const letters = 'The ten letters';
export const letter = (label: string, spoken: string) => `${label}, ${spoken}`;
export const oldForms = (spoken: string) => `Old forms of ${spoken}`;
export const oldForm = (spoken: string) => `An old form of ${spoken}`;
export const readAs = (label: string, spoken: string, sure: string) =>
  `Read as ${label} (${spoken}), ${sure}`;
export const question = 'Which letter is this?';
export const anImage = 'An old letter';
export const choose = (label: string, spoken: string) => `${label} ${spoken}`;
export const right = (spoken: string) => `Right: it is ${spoken}.`;
export const wrong = (spoken: string) => `No, it is ${spoken}.`;
export const network = (spoken: string, sure: string) => `The network says ${spoken}, ${sure}.`;
export const score = (you: number, network: number, of: number) =>
  `You: ${you} of ${of}. The network: ${network} of ${of}.`;
export const nextImage = 'Next image';
