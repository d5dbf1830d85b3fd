import { counted } from './counted';

export const help =
  'On the Draw tab, “Wrong? Correct it” keeps a drawing here, on this device only, for a network to learn from.';
export const exportAll = 'Export';
export const importFiles = 'Import';
export const deleteAll = 'Delete all';
export const added = (n: number) => `${counted(n, 'drawing')} added.`;
export const deleted = (n: number) =>
  n === 1 ? 'The drawing was deleted.' : `${counted(n, 'drawing')} were deleted.`;
/** So many labels are told of. */
const MOST_LABELS = 40;
export const counts = (n: number, labels: [label: string, count: number][]) => {
  const told = labels.slice(0, MOST_LABELS).map(([label, count]) => `${count}× ${label}`);
  return `${counted(n, 'drawing')}: ${[...told, ...(labels.length > MOST_LABELS ? ['…'] : [])].join(', ')}`;
};
export const drawing = (label: string) => `Drawing of ${label}`;
export const deleteOne = (label: string) => `Delete this ${label}`;
export const none = 'No drawings yet.';
