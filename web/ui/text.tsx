/**
 * Text that changes, in an element of its own that is replaced with it: a translator may have put other text in the
 * place of what was there.
 */
export const Text = ({ children }: { children: string }) => <span key={children}>{children}</span>;
