export const steps = [
  {
    title: 'The largest, or the average',
    text: 'Pooling cuts a picture into small squares and keeps one number from each: the largest (max pooling) or the average (average pooling). Pooling has no numbers to train.',
    tryThis: 'Switch between the two, and between squares of 2×2 and 4×4.',
    see: 'Max pooling keeps strokes dark and makes them thicker; average pooling makes them pale. Both keep where the ink is, roughly.',
  },
  {
    title: 'Nudge it',
    text: 'Nobody writes a digit in the same place twice. Move the drawing by a pixel, with the buttons or, once you are on one, the arrow keys. Below you see how much of the drawing has changed, and how much of its pooled map.',
    tryThis: 'Choose max and 4×4, and nudge by one pixel. Then nudge again, until the map changes a lot.',
    see: 'Much of the drawing changes at once, and less of the pooled map: ink that stays in its square changes nothing.',
  },
  {
    title: 'What is forgiven is forgotten',
    text: 'A pooled map no longer shows where inside each square the ink was. That is why networks pool a little at a time, between convolutions.',
    tryThis: 'Pool by 7×7. Could you still read the digit?',
    see: 'Sixteen numbers are left. They hardly notice a nudge, and you can no longer tell a 4 from a 9.',
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
export const changed = 'How much has changed since the start';
export const ofDrawing = (share: string) => `Of the drawing: ${share}`;
export const ofMap = (share: string) => `Of the pooled map: ${share}`;
