/** For good, or until the tab is closed. */
type Where = 'localStorage' | 'sessionStorage';

/** What the person chose before; the browser may deny storage. */
export function recall(key: string, where: Where = 'localStorage'): string | null {
  try {
    return window[where].getItem(`inkling-${key}`);
  } catch {
    return null;
  }
}

/** Null forgets. Where storage is denied the choice lasts as long as the page. */
export function remember(key: string, choice: string | null, where: Where = 'localStorage'): void {
  try {
    if (choice === null) window[where].removeItem(`inkling-${key}`);
    else window[where].setItem(`inkling-${key}`, choice);
  } catch {
    // Denied.
  }
}
