export const pad = 'Drawing pad';
export const invitation = 'Draw';
export const drawSomething = 'Draw something, and the network you train reads it.';
export const startTraining = 'Start training to have it read as the network learns.';
export const moment = (epochs: number) =>
  epochs === 0
    ? 'Before training'
    : Number.isInteger(epochs)
      ? `After epoch ${epochs}`
      : `After ${epochs < 1 ? Number(epochs.toPrecision(2)) : epochs.toFixed(2)} epochs`;
export const anyTestImage = 'Random test image';
export const testImage = (index: number, label: string) => `Test image ${index}, a ${label}, is on the pad.`;
export const reads = (label: string, sureness: string) => `reads ${label}, ${sureness} sure`;
export const validation = (accuracy: string) => `validation ${accuracy}`;
export const validationHelp = 'Validation accuracy at this moment, where it was measured';
export const momentsHelp = (n: number) =>
  `${n} moments of this run are kept. Draw something, and see what each of them reads.`;
export const learning = (label: string) => `How sure each moment is of ${label}`;
const lower = (when: string) => when[0].toLowerCase() + when.slice(1);
export const readAllAlong = (label: string) => `Read as ${label} at every moment.`;
export const readSince = (label: string, when: string) => `Read as ${label} ever since: ${lower(when)}.`;
