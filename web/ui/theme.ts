import { signal } from '@preact/signals-core';

export type Theme = 'light' | 'dark';

/** What public/boot.js chose before the first paint, then what the person chooses. */
export const theme = signal<Theme>(document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
