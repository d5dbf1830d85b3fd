/** Several runs on the same data, one after the other. */

export const title = 'Race';
export const help =
  'Two to four runs with other settings learn the same data, one after the other. Which learns fastest, and which best?';
export const add = 'Add these settings to the race';
export const optimizers = '3 optimizers';
export const seeds = '3 seeds';
export const networks = '2 networks';
export const otherData = 'All runs of a race learn the same data: choose theirs, or a new race.';
export const remove = (name: string) => `Remove ${name} from the race`;
export const start = 'Start the race';
export const stop = 'Stop the race';
export const goes = (n: number, all: number, duration: string) =>
  `Run ${n} of ${all} · about ${duration} left`;
export const underWay = (epochs: number) => (epochs ? `running, epoch ${epochs} done` : 'running');
export const ran = 'done';
export const seconds = 'Seconds';
export const inSeconds = (seconds: string) => `${seconds} s`;
export const chart = 'Validation accuracy over time';
export const results = 'Results of the race';
export const winner = 'Winner';
export const columns = {
  run: 'Run',
  best: 'Best validation',
  to98: 'To 98 %',
  to99: 'To 99 %',
  parameters: 'Parameters',
  seconds: 'Time',
  weights: 'Weights',
};
