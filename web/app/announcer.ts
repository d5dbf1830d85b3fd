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

/** Shows words for a while, with something that can be done about it. */
export function mountToast(
  toast: HTMLElement,
): (words: string, action?: { label: string; run: () => void }) => void {
  const [text, button] = [toast.querySelector('span')!, toast.querySelector('button')!];
  let timer = 0;
  const hide = () => {
    toast.dataset.shown = 'false';
    text.textContent = '';
    button.hidden = true;
  };
  return (words, action) => {
    text.textContent = words;
    toast.dataset.shown = 'true';
    button.hidden = !action;
    button.textContent = action?.label ?? '';
    button.onclick = () => {
      hide();
      action?.run();
    };
    clearTimeout(timer);
    timer = window.setTimeout(hide, TOAST_MS);
  };
}
