/** What can be trained on, and evaluated with. */

export const mnist = 'MNIST: handwritten digits';
export const kmnist = 'Kuzushiji-MNIST: cursive kana';
export const fashionMnist = 'Fashion-MNIST: clothing';
export const drawings = 'My drawings';
export const files = 'My files';
export const fourFiles = (names: string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
export const orNpz = (files: string) => `${files} (or the same four as npz)`;
