export const title = (n: number, costs: string[]) => `Layers (${[n, ...costs].join(', ')})`;
export const multiplyAdds = (n: string) => `${n} multiply-adds`;
export const stride = (size: string) => `stride ${size}`;
export const moveUp = (layer: string) => `Move ${layer} up`;
export const moveDown = (layer: string) => `Move ${layer} down`;
export const remove = (layer: string) => `Remove ${layer}`;
export const toAdd = 'Layer to add';
export const add = 'Add layer';
export const backToPreset = 'Back to the preset';
