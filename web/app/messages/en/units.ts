export const seconds = (n: number) => `${n} s`;
export const minutes = (n: number) => `${n} min`;
export const hours = (n: string) => `${n} h`;
