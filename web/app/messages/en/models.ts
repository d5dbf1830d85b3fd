export const title = 'Models';
export const help =
  'What you train is kept on this device. Drop a model file (safetensors) here to add it; the Draw tab reads with ' +
  'any of them.';
export const open = 'Open a model file';
export const tooLarge = 'it is larger than 512 MB';
export const use = 'Use';
export const inUse = 'In use';
export const nowInUse = (name: string) => `The Draw tab now reads with ${name}.`;
export const name = 'Name';
export const megabytes = (n: string) => `${n} MB`;
export const validation = (accuracy: string) => `validation ${accuracy}`;
export const further = 'Train further';
export const busy = 'Training is running on the Train tab: stop it first.';
export const download = 'Download';
export const remove = 'Delete';
export const deleteOne = (name: string) => `Delete ${name}`;
export const deleted = (name: string) => `${name} was deleted.`;
export const none = 'No models of your own yet: train one, or open a file.';
