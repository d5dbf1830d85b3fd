/** Training a model further on the person's drawings. */

export const start = 'Fine-tune on these';
export const startHelp = (model: string) => `Trains ${model} further, on your drawings`;
export const title = 'My handwriting';
export const readingMine = { before: 'Before: reading your drawings', after: 'After: reading your drawings' };
export const readingTest = {
  before: 'Before: reading MNIST’s test images',
  after: 'After: reading MNIST’s test images',
};
export const preparing = 'Getting ready';
export const learning = 'Learning your drawings';
export const cancelled = 'Cancelled; the model is unchanged.';
export const busy = 'Training is running on the Train tab: stop it, or let it finish first.';
export const before = 'Before';
export const after = 'After';
export const testImages = (count: number) => `${count.toLocaleString('en')} of MNIST’s test images`;
export const help = 'It has learned from these very drawings. Draw a few new ones to see if it helped.';
export const use = 'Read with it from now on';
export const discard = 'Discard';
export const modelName = (model: string) => `${model} + my handwriting`;
export const inUse = (model: string) => `The Draw tab now reads with ${model}, saved in Models.`;
