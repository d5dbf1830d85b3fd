import { render } from 'preact';
import { useState } from 'preact/hooks';
import { DRAWINGS } from '../../engine/datasets';
import { shippedModel } from '../../engine/shipped';
import type { Judged } from '../../engine/workshop';
import type { SavedDrawing } from '../../state/database';
import type { Desk } from '../../state/desk';
import { SIDE } from '../../state/drawing';
import {
  addDrawings,
  asLines,
  drawingsTrouble,
  fromLines,
  myDrawings,
  removeDrawings,
} from '../../state/my_drawings';
import { download, keepModel } from '../models/keep';

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const REHEARSAL = 6000;
/** Gentle: what is known already must not be lost. */
const FINE_TUNING = {
  optimizer: { class_name: 'Adam', config: { learning_rate: 0.0003 } },
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
  epochs: 1,
  batch_size: 64,
  augmentation: { rotation_degrees: 8, scale: 0.08, shear: 0.1, shift: 1, thickness: 0.5 },
};

interface Compared {
  mine: [number, number];
  test: [number, number];
  model: Uint8Array<ArrayBuffer>;
}

function DrawingsPanel({ desk }: { desk: Desk }) {
  const drawings = myDrawings.value;
  const [trouble, setTrouble] = useState('');
  const [stage, setStage] = useState('');
  const [compared, setCompared] = useState<Compared | null>(null);
  const counts = new Map<string, number>();
  for (const { label } of drawings) counts.set(label, (counts.get(label) ?? 0) + 1);

  const bring = async (files: FileList | null) => {
    setTrouble('');
    for (const file of files ?? []) {
      try {
        const added = addDrawings(fromLines(file.name, await file.text()));
        desk.toast(`${added.length} drawings added.`, {
          label: 'Undo',
          run: () => removeDrawings(added.map(({ id }) => id)),
        });
      } catch (error) {
        setTrouble(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const remove = (gone: readonly SavedDrawing[]) => {
    removeDrawings(gone.map(({ id }) => id));
    desk.toast(gone.length === 1 ? 'The drawing is deleted.' : `${gone.length} drawings are deleted.`, {
      label: 'Undo',
      run: () => addDrawings(gone),
    });
  };

  const teach = async () => {
    setTrouble('');
    setCompared(null);
    const { lab } = desk;
    try {
      const file = desk.model.value?.file ?? (await shippedModel(desk.options.base));
      const before = await both(desk, file, (words) => setStage(`Before: ${words}`));
      setStage('Learning your drawings…');
      await lab.start({
        dataset: DRAWINGS,
        plan: { model: {}, training: FINE_TUNING, seed: 1 },
        from: file.slice(),
        rehearsal: { dataset: 'mnist', images: REHEARSAL },
      });
      await new Promise<void>((resolve) => {
        const way = lab.status.subscribe(({ state }) => {
          if (state === 'done' || state === 'error' || state === 'idle')
            queueMicrotask(() => (way(), resolve()));
        });
      });
      if (lab.status.value.state !== 'done')
        throw new Error(lab.status.value.message || 'Training was stopped.');
      const model = await lab.ask((service) => service.modelFile());
      const after = await both(desk, model, (words) => setStage(`After: ${words}`));
      setCompared({ mine: [before[0], after[0]], test: [before[1], after[1]], model });
    } catch (error) {
      setTrouble((error instanceof Error ? error.message : String(error)).replace(/^\[\w+\] /, ''));
    }
    setStage('');
  };
  const take = async () => {
    if (!compared) return;
    try {
      const name = `${desk.model.value?.name ?? 'Inkling'} + my hand`;
      await desk.use(await keepModel(desk, compared.model, name, DRAWINGS));
      desk.toast(`The Draw tab reads with ${name} now; it stands under Models.`);
      setCompared(null);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <section class="card" aria-label="My drawings">
      <h2>My drawings</h2>
      <p class="hint">
        On the Draw tab, say what a drawing is and it is kept here, on this device only. A network can learn
        from them.
      </p>
      <div class="row">
        <button
          class="button main"
          type="button"
          data-testid="teach"
          disabled={!drawings.length || Boolean(stage)}
          onClick={() => void teach()}
        >
          Teach these to the model
        </button>
        <button
          class="button"
          type="button"
          data-testid="drawings-export"
          disabled={!drawings.length}
          onClick={() => download('my-drawings.jsonl', asLines(drawings))}
        >
          Export
        </button>
        <label class="button">
          Import
          <input
            class="unseen"
            type="file"
            accept=".jsonl,.json,.txt"
            data-testid="drawings-import"
            onChange={(event) => {
              const input = event.currentTarget;
              void bring(input.files).then(() => (input.value = ''));
            }}
          />
        </label>
        <button class="button" type="button" disabled={!drawings.length} onClick={() => remove(drawings)}>
          Delete all
        </button>
      </div>
      {stage && (
        <p class="hint" role="status">
          {stage}{' '}
          {desk.lab.seconds_left.value !== null && `${Math.ceil(desk.lab.seconds_left.value)} s left.`}
        </p>
      )}
      {(trouble || drawingsTrouble.value) && (
        <p class="trouble" role="alert" data-testid="drawings-trouble">
          {trouble || drawingsTrouble.value}
        </p>
      )}
      {compared && (
        <div class="compared" data-testid="compared">
          <table>
            <thead>
              <tr>
                <th />
                <th>Before</th>
                <th>After</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">My drawings</th>
                <td>{percent(compared.mine[0])}</td>
                <td>{percent(compared.mine[1])}</td>
              </tr>
              <tr>
                <th scope="row">MNIST's test images</th>
                <td>{percent(compared.test[0])}</td>
                <td>{percent(compared.test[1])}</td>
              </tr>
            </tbody>
          </table>
          <button class="button main" type="button" onClick={() => void take()}>
            Read with it from now on
          </button>
          <button class="button" type="button" onClick={() => setCompared(null)}>
            Leave it
          </button>
        </div>
      )}
      {drawings.length > 0 ? (
        <>
          <p class="hint">
            {drawings.length} drawings:{' '}
            {[...counts]
              .sort()
              .map(([label, count]) => `${count}× ${label}`)
              .join(', ')}
          </p>
          <ul class="grid labelled mine">
            {drawings.slice(0, 300).map((drawing) => (
              <li key={drawing.id}>
                <svg viewBox={frame(drawing)} role="img" aria-label={`A ${drawing.label}`}>
                  {drawing.strokes.map((stroke, i) => (
                    <polyline key={i} points={stroke.join(' ')} />
                  ))}
                </svg>
                <span>{drawing.label}</span>
                <button
                  type="button"
                  aria-label={`Delete this ${drawing.label}`}
                  onClick={() => remove([drawing])}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p class="hint">None yet.</p>
      )}
    </section>
  );
}

/** A square around the strokes, with room for the pen. */
function frame({ strokes }: SavedDrawing): string {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
  if (!xs.length) return `0 0 ${SIDE} ${SIDE}`;
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const side = Math.max(width, height, 1) * 1.2;
  return [left - (side - width) / 2, top - (side - height) / 2, side, side].join(' ');
}

/** The accuracy on the person's drawings, and on MNIST's test images. */
async function both(desk: Desk, file: Uint8Array, tell: (words: string) => void): Promise<[number, number]> {
  const judge = async (id: string, words: string) => {
    const judged: Judged | null = await desk.lab.judge(file, id, (share) => {
      tell(`${words} ${Math.round(100 * share)} %`);
      return true;
    });
    return judged?.evaluation.accuracy ?? 0;
  };
  return [
    await judge(DRAWINGS, 'reading your drawings'),
    await judge('mnist', "reading MNIST's test images"),
  ];
}

export const mount = (element: HTMLElement, desk: Desk) => render(<DrawingsPanel desk={desk} />, element);
