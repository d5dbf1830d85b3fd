/**
 * The tabs, in the order in which they are shown: each is a folder of web/. What the first shows is in the page
 * from the start (page.tsx); the others export their Panel, which is fetched.
 */
export const tabs = ['draw', 'inside', 'train', 'evaluate', 'learn', 'drawings', 'models'] as const;
export type Tab = (typeof tabs)[number];
