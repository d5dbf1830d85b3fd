import * as messages from '../app/messages';

/** A data set that the page knows by name. */
export interface Published {
  id: string;
  name: string;
  /** Its name and what it shows. */
  title: string;
  label_names: string[];
  /** How a label is said, where it is not plain. */
  spoken?: string[];
  credit: string;
  /** Some of its training images to trace: a row of 8 for each label, 28x28, opaque where there is ink. */
  samples?: string;
  /** Where its makers offer it; the site itself serves those without. */
  publisher?: { page: string; files: string };
}

const DIGITS = [...'0123456789'];
const FILES = messages.datasets.fourFiles(
  ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'].map(
    (name) => `${name}-ubyte.gz`,
  ),
);

export const published: readonly Published[] = [
  {
    id: 'mnist',
    ...messages.datasets.mnist,
    label_names: DIGITS,
    credit: 'Y. LeCun, C. Cortes, C. Burges. CC BY-SA 3.0.',
    samples: new URL('./samples/mnist.png', import.meta.url).href,
  },
  {
    id: 'kmnist',
    ...messages.datasets.kmnist,
    label_names: [...'おきすつなはまやれを'],
    spoken: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
    credit:
      'KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others), doi:10.20676/00000341. CC BY-SA 4.0.',
    samples: new URL('./samples/kmnist.png', import.meta.url).href,
    publisher: { page: 'https://codh.rois.ac.jp/kmnist/', files: messages.datasets.orNpz(FILES) },
  },
  {
    id: 'fashion-mnist',
    ...messages.datasets.fashionMnist,
    label_names: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    credit: 'Zalando Research, arXiv:1708.07747. MIT.',
    publisher: { page: 'https://github.com/zalandoresearch/fashion-mnist', files: FILES },
  },
];

export const findPublished = (id: string) => published.find((each) => each.id === id);

/** The data set that has these labels. */
export const publishedWith = (labels: readonly string[]) =>
  published.find(({ label_names }) => label_names.join('\n') === labels.join('\n'));

const spokenNames = new Map(
  published.flatMap(({ label_names, spoken }) => spoken?.map((name, i) => [label_names[i], name]) ?? []),
);

/** How a label is said, where it is not plain. */
export const spokenName = (label: string) => spokenNames.get(label);

/** Whether the site itself has it. */
export function isServed(id: string): boolean {
  const published = findPublished(id);
  return published !== undefined && !published.publisher;
}
