import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import { download } from '../app/keep';
import { fileOf, type Usable } from '../state/shipped';
import { inWords } from '../ui/words';
import { type Download, ENDINGS, snippetsOf } from './snippets';
import css from './index.module.css';

interface Props {
  app: TrainingContext;
  model: Usable;
}

/** A model for other programs: in which format, how it is opened there, and the file. */
export function Downloads({ app, model }: Props) {
  const [format, setFormat] = useState<Download>('inkling');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');

  const save = async () => {
    setBusy(true);
    setTrouble('');
    try {
      const file = await fileOf(model, app.options.base);
      const saved =
        format === 'inkling' ? file : await app.trainer.ask((service) => service.exported(file, format));
      download(model.name + ENDINGS[format], saved);
    } catch (error) {
      setTrouble(inWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class={css.downloads} data-testid="model-downloads">
      <div class="row">
        <label>
          {messages.models.format}{' '}
          <select
            data-testid="model-format"
            value={format}
            onChange={(event) => setFormat(event.currentTarget.value as Download)}
          >
            {Object.keys(ENDINGS).map((each) => (
              <option key={each} value={each}>
                {messages.models.formats[each as Download]}
              </option>
            ))}
          </select>
        </label>
        <button
          class="button main"
          type="button"
          data-testid="model-download"
          disabled={busy}
          onClick={() => void save()}
        >
          {busy ? messages.models.saving : messages.models.download}
        </button>
      </div>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {snippetsOf(format, model.name).map(({ language, code }) => (
        <figure key={language}>
          <figcaption>{language}</figcaption>
          <pre>{code}</pre>
        </figure>
      ))}
      {format !== 'inkling' && <p class="hint">{messages.models.tests}</p>}
    </div>
  );
}
