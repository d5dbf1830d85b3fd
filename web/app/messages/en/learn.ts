export const title = 'Learn';
