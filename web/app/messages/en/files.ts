import { grouped } from './counted';

/** What is wrong with data and their files; each begins with what it is about. */

// From the site.
export const silent = 'Nothing is arriving any more.';
export const listMissing = 'The data set could not be fetched. Are you online?';
export const missing = (name: string) => `${name} could not be fetched. Are you online?`;
export const refused = (name: string, status: number) => `${name} could not be fetched: status ${status}`;
export const cut = (name: string, bytes: number, of: number) =>
  `${name} did not arrive in full: it stopped after ${bytes} of ${of} bytes`;
export const tooLong = (name: string, bytes: number) => `${name} is longer than its ${bytes} bytes`;
export const tooShort = (name: string, bytes: number, of: number) =>
  `${name} ends after ${bytes} of ${of} bytes`;
export const notPublished = (name: string, hash: string) =>
  `${name} is not the file that was published: its SHA-256 is ${hash}`;
export const noPart = (part: string) => `The site’s list of files has no ${part} part`;

// From the person.
export const empty = (name: string) => `${name} is empty`;
export const tooLarge = (name: string) => `${name} is larger than 1 GB`;
export const badGzip = (name: string) => `${name} is packed with gzip, but damaged or cut short`;
export const badZip = (name: string) => `${name} is a zip file, but damaged or cut short`;
export const password = (name: string) => `${name} is protected by a password`;
export const badMethod = (name: string) =>
  `${name} uses a compression method that cannot be read here; only deflate can`;
export const unpacksToMore = (name: string, most: number, packed: number) =>
  `${name} unpacks from ${grouped(packed)} to more than ${grouped(most)} MiB; unpack it yourself if that is right`;
export const tooMany = (name: string, most: number) => `${name}: more than ${grouped(most)} files`;
export const tooDeep = (name: string) => `${name} is nested in too many archives`;
export const badPng = (name: string) => `${name} is a damaged PNG file`;
export const largePng = (name: string, side: number) =>
  `${name}: pictures may have at most ${side}x${side} pixels`;

// Of data sets.
export const cancelled = 'Stopped before everything had arrived';
export const notHere = (title: string) =>
  `The files of ${title} are not on this device yet: add them under Data on the Train tab`;
export const yoursNotHere = 'Your files are not on this device yet: add them under Data on the Train tab';
export const noDrawings = 'You have no drawings yet: correct one on the Draw tab to add it';
export const noQuestion = 'This question is no longer open: choose the files again';
export const otherClasses = (theirs: string, title: string, ours: string) =>
  `The classes of these files are ${theirs}; ${title} has ${ours}`;
