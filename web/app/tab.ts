/** The tabs, in the order in which they are shown: each is a folder of web/ that exports its Panel. */
export const tabs = ['draw', 'train', 'evaluate', 'drawings', 'models'] as const;
export type Tab = (typeof tabs)[number];
