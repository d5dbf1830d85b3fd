/** How the training program fares. */

export const missing = (why: string) => `The training program could not be loaded: ${why}`;
export const megabytes = (loaded: string, total: string) => `${loaded} of ${total} MB`;
export const percent = (share: number) => `${share} %`;
export const filesNotKept = (why: string) => `These files are not kept. ${why}`;
export const preparing = 'Getting the data ready…';
export const preparingShare = (percent: number) => `Getting the data ready: ${percent} %`;
export const takenUp = (title: string) => `${title} can be trained further.`;
export const stoppedBefore = 'Stopped before it began.';
export const stopped = 'Stopped. You can save it as it is.';
/** At the end of a run's title. */
export const rateChanged = ', rate changed';

export const diverged = (batch: number, epoch: number, rate: string) =>
  `Stopped at batch ${batch}${epoch > 1 ? ` of epoch ${epoch}` : ''}: ` +
  `the loss is no longer a number, so the learning rate ${rate} is too high. ` +
  `The network as it was ${batch > 1 ? `at batch ${batch - 1}` : 'before'} is kept.`;
export const restarting = 'Training stopped unexpectedly; it is being restarted.';
export const died = (why: string, wayOn: string) => `Training stopped unexpectedly: ${why}. ${wayOn}`;
export const diedAgain = (why: string) => `The training program stopped again: ${why}.`;
export const restarted = (why: string) => `The training program was restarted: ${why}.`;
export const canResume = 'You can resume it.';
export const canSave = 'You can save what was trained so far.';
export const tryLess = 'A smaller network or batch may help.';

export const reloadGoesBack = 'A reload would go back to where this run was last saved.';
export const reloadLoses = 'A reload would lose this run.';
export const momentsLost = 'The moments of this run are not kept.';
export const nothingTrains = 'Nothing is being trained';
export const elsewhere = 'This run is being trained in another tab';
export const gone = 'This run is gone: it was finished or discarded in another tab';
