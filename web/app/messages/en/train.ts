/** The Train tab as a whole, and how experiments are called. */

export const useDefaults = 'Use the defaults';
export const unknownSettings = (settings: string) =>
  `The address asks for settings that are unknown here: ${settings}. The defaults are used instead.`;
export const ok = 'OK';
export const customLayers = 'Custom layers';
/** `how` is the optimizer with its rate, or '' where they are as the preset has them. */
export const title = (network: string, how: string, data: string) =>
  `${network}${how && ` · ${how}`} on ${data}`;
/** At the end of a title. */
export const further = ', further';
export const stopped = (title: string) => `${title}, stopped`;
export const saved = (name: string) => `${name} was saved in Models.`;
