export const pad = 'Drawing pad';
export const invitation = 'Draw';
export const drawSomething = 'Draw something, and the network you train reads it.';
export const startTraining = 'Start training to have it read as the network learns.';
export const afterEpoch = (epoch: number) => `After epoch ${epoch}`;
