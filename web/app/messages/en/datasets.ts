/** What can be trained on, and evaluated with. */

export const mnist = { name: 'MNIST', title: 'MNIST: handwritten digits' };
export const kmnist = { name: 'Kuzushiji-MNIST', title: 'Kuzushiji-MNIST: cursive kana' };
export const fashionMnist = { name: 'Fashion-MNIST', title: 'Fashion-MNIST: clothing' };
export const drawings = 'My drawings';
export const files = 'My files';
export const fourFiles = (names: string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
export const orNpz = (files: string) => `${files} (or the same four as npz)`;
