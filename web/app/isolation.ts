const TRIED = 'inkling-isolation';
const PATIENCE_MS = 3000;

/**
 * Threads need a page that is cross-origin isolated. Where the host does not send the headers for that, a service
 * worker does, from the next load on; that is now if nothing would be lost. Once a session; resolves when the page
 * is to go on as it is.
 */
export async function isolate(base: string, mayReload: () => boolean): Promise<void> {
  const patience = () => new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  try {
    // In some frames even to ask for service workers throws.
    if (crossOriginIsolated || !navigator.serviceWorker || navigator.serviceWorker.controller) return;
    if (sessionStorage.getItem(TRIED)) return;
    sessionStorage.setItem(TRIED, 'yes');
    const helper = navigator.serviceWorker.register(new URL('isolation.js', base));
    const active = helper.then(() => navigator.serviceWorker.ready);
    if (!(await Promise.race([active, patience()])) || !mayReload()) return;
    location.reload();
    await patience();
  } catch {
    // Storage or service workers are denied: one thread does.
  }
}
