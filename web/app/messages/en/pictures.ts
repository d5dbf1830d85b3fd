export const reading = 'Reading the picture…';
export const noInk = 'No ink was found in this picture.';
export const empty = 'This file is empty.';
export const notPicture = 'This is not an image that the browser can open.';
export const tooLarge = (width: number, height: number, millions: number) =>
  `This picture has ${width} × ${height} pixels; at most ${millions} million can be opened. Make it smaller first.`;
export const unsupported = 'This browser cannot read pictures on a page.';
export const keptBack =
  'To protect you, this browser keeps pages from reading pictures. Drawing still works.';
