/** The parts of the page themselves. */

export const loading = 'Loading this part of the page…';
export const slow = 'This part of the page is taking longer than it should.';
export const missing = (why: string) => `This part of the page could not be loaded. ${why}`;
export const failed = (why: string) => `This part of the page stopped working: ${why}.`;
export const reload = 'Reload';
