import { counted, grouped } from './counted';

export const title = 'Data';
export const loading = (howFar: string) => `Loading… ${howFar}`;
export const ready = (data: { images: number; test_images: number; rows: number; columns: number }) =>
  `${counted(data.images, 'image')} of ${data.rows}×${data.columns}` +
  `${data.test_images ? `, ${grouped(data.test_images)} for testing` : ''}.`;
export const toPad = (label: string) => `Put this ${label} on the pad`;
export const onPad = (label: string) => `A ${label} of the data is on the pad: see “Your drawing”.`;
export const samples = 'Some of the images';
/** Before, in and after a link. */
export const get = (files: string): [string, string, string] => [
  `Get ${files} from `,
  'the publisher’s page',
  ' and add them here. They stay on this device.',
];
export const formats =
  'IDX files as in MNIST and EMNIST, NumPy’s npz, CSV with a label and the pixels on each line, or PNG ' +
  'pictures in folders named after what they show; with or without gzip or zip.';
export const chooseFiles = 'Choose files';
export const chooseFolder = 'Choose a folder';
export const orDrop = 'or drop them here.';
export const question = (numbers: string) => `${numbers}. What do these numbers mean?`;
