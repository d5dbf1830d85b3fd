import { effect } from '@preact/signals-core';
import * as messages from '../app/messages';
import { shipped, type Usable } from '../state/shipped';
import type { AppContext } from '../app/context';
import { inWords, withoutFolders } from '../ui/words';

/** A load that takes no longer needs no words. */
const SOON_MS = 300;

/** Which model reads: one of those that come with the page, or the person's own that was used last. */
export function mountChoice(
  { choice, words }: Record<'choice' | 'words', HTMLElement>,
  app: AppContext,
): void {
  const current = app.model;
  let wanted = current.value;

  function say(text: string, trouble = false): void {
    words.textContent = text;
    words.dataset.trouble = String(trouble);
  }

  async function choose(model: Usable, name: string): Promise<void> {
    wanted = model;
    const slow = setTimeout(say, SOON_MS, messages.draw.loadingModel(name));
    try {
      await app.use(model);
      say('');
    } catch (error) {
      if (wanted !== model) return;
      show();
      const stays = options.find((option) => option.model === current.value)!.name;
      say(messages.draw.modelMissing(name, withoutFolders(inWords(error)), stays), true);
    } finally {
      clearTimeout(slow);
    }
  }

  function addOption(model: Usable, name: string) {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    const text = document.createElement('span');
    radio.type = 'radio';
    radio.name = 'model';
    radio.addEventListener('change', () => void choose(model, name));
    text.textContent = label.title = name;
    label.append(radio, text);
    choice.append(label);
    return { model, name, label, radio };
  }

  const options = shipped.map((model) => addOption(model, model.reads));

  function show(): void {
    for (const { model, radio } of options) radio.checked = model === current.value;
  }

  effect(() => {
    if (!options.some(({ model }) => model === current.value)) {
      options.splice(shipped.length).forEach(({ label }) => label.remove());
      options.push(addOption(current.value, current.value.name));
    }
    say('');
    show();
  });
}
