export const full = 'This browser has no more room for the page.';
export const newerTab = 'Another tab has a newer version of this page: reload this one.';
export const olderTab = 'Another tab has an older version of this page: close it.';
export const denied = 'This browser does not let the page store anything.';
export const silent = 'The browser’s storage does not respond.';
export const exportFirst = (why: string) => `${why} Export them, or they are lost when the page closes.`;
