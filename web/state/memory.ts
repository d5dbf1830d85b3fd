/** What the person chose before; the browser may deny storage. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`inkling-${key}`);
  } catch {
    return null;
  }
}

/** Null forgets. Where storage is denied the choice lasts as long as the page. */
export function remember(key: string, choice: string | null): void {
  try {
    if (choice === null) localStorage.removeItem(`inkling-${key}`);
    else localStorage.setItem(`inkling-${key}`, choice);
  } catch {
    // Denied.
  }
}
