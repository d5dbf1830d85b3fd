import { counted } from './counted';

/** What several parts say. */

export const sure = (sureness: string) => `${sureness} sure`;
export const parameters = (n: number) => counted(n, 'parameter');
export const myDrawings = 'My drawings';
export const yourDrawing = 'Your drawing';
export const gettingReady = 'Getting ready…';
export const cancel = 'Cancel';
export const clear = 'Clear';
export const tryAgain = 'Try again';
export const undo = 'Undo';
