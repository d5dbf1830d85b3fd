/** Speech follows this long after the last change, so that a live reading does not chatter. */
const PAUSE_MS = 800;

/** A polite live region: `soon` waits for the hand to rest, `now` does not. */
export function mountAnnouncer(region: HTMLElement) {
  let timer = 0;
  const say = (words: string) => {
    clearTimeout(timer);
    if (region.textContent !== words) region.textContent = words;
  };
  return {
    now: say,
    soon: (words: string) => {
      clearTimeout(timer);
      timer = window.setTimeout(say, PAUSE_MS, words);
    },
  };
}

const TOAST_MS = 5000;

export function mountToast(toast: HTMLElement): (words: string) => void {
  let timer = 0;
  return (words) => {
    toast.textContent = words;
    toast.dataset.shown = 'true';
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      toast.dataset.shown = 'false';
      toast.textContent = '';
    }, TOAST_MS);
  };
}
