import { useSignalEffect } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { shipped, type Usable } from '../state/shipped';
import { Text } from '../ui/text';
import { inWords, withoutFolders } from '../ui/words';

/** A load that takes no longer needs no words. */
const SOON_MS = 300;

const SILENT = { words: '', isTrouble: false };

/** Which model reads: one of those that come with the page, or the person's own that was used last. */
export function Choice({ app }: { app: AppContext }) {
  const [said, say] = useState(SILENT);
  const current = app.model.value;
  const [wanted, setWanted] = useState(current);
  const newest = useRef(current);
  const own = useRef<Usable | null>(null);
  useSignalEffect(() => {
    want(app.model.value);
    say(SILENT);
  });
  function want(model: Usable): void {
    newest.current = model;
    setWanted(model);
  }
  if (!shipped.some((model) => model === current)) own.current = current;
  const options = [
    ...shipped.map((model) => ({ model, name: model.reads })),
    ...(own.current ? [{ model: own.current, name: own.current.name }] : []),
  ];

  async function choose(model: Usable, name: string): Promise<void> {
    want(model);
    const slow = setTimeout(say, SOON_MS, { words: messages.draw.loadingModel(name), isTrouble: false });
    try {
      await app.use(model);
      say(SILENT);
    } catch (error) {
      if (newest.current !== model) return;
      want(app.model.value);
      const stays = options.find((option) => option.model === app.model.value)!.name;
      const words = messages.draw.modelMissing(name, withoutFolders(inWords(error)), stays);
      say({ words, isTrouble: true });
    } finally {
      clearTimeout(slow);
    }
  }

  return (
    <>
      <div
        class="choice"
        id="choice"
        data-testid="choice"
        role="radiogroup"
        aria-label={messages.draw.whatToRead}
      >
        {options.map(({ model, name }) => (
          <label key={model.id} title={name}>
            <input
              type="radio"
              name="model"
              checked={model === wanted}
              onChange={() => void choose(model, name)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
      <p
        class="choice-words"
        id="choice-words"
        data-testid="choice-words"
        role="status"
        data-trouble={said.isTrouble}
      >
        {said.words && <Text>{said.words}</Text>}
      </p>
    </>
  );
}
