/** The Train tab as a whole, and how experiments are called. */

export const useDefaults = 'Use the defaults';
export const unknownSettings = (settings: string) =>
  `The address asks for settings that are unknown here: ${settings}. The defaults are used instead.`;
export const ok = 'OK';
export const customLayers = 'Custom layers';
export const title = (network: string, data: string) => `${network} on ${data}`;
/** At the end of a title. */
export const further = ', further';
export const stopped = (title: string) => `${title}, stopped`;
export const saved = (name: string) => `${name} was saved in Models.`;
