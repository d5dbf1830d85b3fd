import { signal } from '@preact/signals';
import { Text } from '../ui/text';

const TOAST_MS = 5000;

interface Action {
  label: string;
  run: () => void;
}

/** Words that are shown for a while, with something that can be done about it. */
export class Toaster {
  readonly shown = signal<{ words: string; action?: Action } | null>(null);
  #timer = 0;

  show(words: string, action?: Action): void {
    this.shown.value = { words, action };
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.hide(), TOAST_MS);
  }
  hide(): void {
    this.shown.value = null;
  }
}

export function Toast({ toaster }: { toaster: Toaster }) {
  const shown = toaster.shown.value;
  const act = () => {
    toaster.hide();
    shown?.action?.run();
  };
  return (
    <div class="toast" id="toast" data-testid="toast" role="status" data-shown={String(shown !== null)}>
      <Text>{shown?.words ?? ''}</Text>
      <button type="button" hidden={!shown?.action} onClick={act}>
        {shown?.action?.label ?? ''}
      </button>
    </div>
  );
}
