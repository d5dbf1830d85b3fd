/** What goes wrong between the page, its parts and the network. */

export const framed =
  'The frame around this page keeps it from loading its parts. Open it in a tab of its own.';
export const updated = 'The page has been updated since it was loaded. Reload it; your drawing is kept.';
export const blocked = 'The download failed or was blocked.';
export const offline = 'The download failed. Are you online?';
export const slow = 'This is taking too long. Is your connection slow?';
export const noWorker =
  'This browser does not let the page start its program here. Open it in a tab of its own.';
export const stopped = 'It was stopped.';
export const silent = 'It has stopped responding.';
