export const steps = [
  {
    title: 'The most, or the mean',
    text: 'Pooling cuts a picture into small squares and keeps one number of each: the largest (max pooling) or the mean (average pooling). Nothing is learned here.',
    tryThis: 'Switch between the two, and between squares of 2×2 and 4×4.',
    see: 'Max pooling keeps strokes dark and makes them thicker; average pooling makes them pale. Both keep where the ink is, roughly.',
  },
  {
    title: 'Nudge it',
    text: 'Nobody writes a digit in the same place twice. Move the drawing by a pixel, with the buttons or, once you are on one, the arrow keys. The share that changes is shown for the drawing and for its pooled map.',
    tryThis: 'With max pooling of 4×4, nudge by one pixel. Then nudge again, until the map changes a lot.',
    see: 'Much of the drawing changes at once, and less of the pooled map: ink that stays in its square changes nothing.',
  },
  {
    title: 'What is forgiven is forgotten',
    text: 'A pooled map no longer knows where in its square the ink was. That is why networks pool a little at a time, between convolutions.',
    tryThis: 'Pool by 7×7. Could you still read the digit?',
    see: 'Sixteen numbers are left. They hardly notice a nudge, and a 4 is no longer to be told from a 9.',
  },
];
export const learned =
  'Pooling keeps what was found and forgets exactly where, so that a small shift matters less.';

export const kind = 'Pooling';
export const kinds = { max: 'max', average: 'average' };
export const square = 'Squares';
export const side = (n: number) => `${n}×${n}`;
export const nudge = 'Nudge the drawing';
export const ways = { left: 'Left', right: 'Right', up: 'Up', down: 'Down' };
export const backToStart = 'Put it back';
export const nudged = (across: string, down: string) => `Moved by ${across} across and ${down} down.`;
export const pooled = 'The pooled map';
export const changed = 'How much has changed since it was in its place';
export const ofDrawing = (share: string) => `Of the drawing: ${share}`;
export const ofMap = (share: string) => `Of the pooled map: ${share}`;
