export const title = 'Inside the network';
