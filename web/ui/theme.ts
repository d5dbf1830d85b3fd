import { signal } from '@preact/signals-core';

export type Theme = 'light' | 'dark';

export const theme = signal<Theme>('light');
