export const title = (active: number) => `Augmentation ${active ? `(${active} on)` : '(off)'}`;
export const samples = 'Images as training would see them';
export const sample = 'Augmented image';
