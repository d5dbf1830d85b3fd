import { counted } from './counted';

export const chart = (title: string) => `${title}, chart`;
export const table = (title: string) => `${title}, table`;
export const asTable = (title: string) => `${title} as a table`;
export const images = (n: number) => counted(n, 'image');
export const imageCount = 'images';
export const nothingYet = 'nothing yet';
