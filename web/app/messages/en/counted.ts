export const grouped = (number: number) => number.toLocaleString('en');

/** '1 image', '60,000 images'. */
export const counted = (number: number, noun: string) =>
  `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
