import { useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { SavedDrawing } from '../state/database';
import type { TrainingContext } from '../app/context';
import { SIDE } from '../state/drawing';
import { addDrawings, drawingsTrouble, myDrawings, removeDrawings } from '../state/my_drawings';
import { asLines, readStrokes } from './stroke_file';
import { inWords } from '../ui/words';
import { FilesButton } from '../ui/files_button';
import { Guard } from '../ui/guard';
import { download } from '../app/keep';
import { Teaching } from './fine_tune';
import gallery from '../ui/gallery.module.css';
import css from './index.module.css';

function DrawingsPanel({ app }: { app: TrainingContext }) {
  const drawings = myDrawings.value;
  const [trouble, setTrouble] = useState('');
  const counts = new Map<string, number>();
  for (const { label } of drawings) counts.set(label, (counts.get(label) ?? 0) + 1);

  const bring = async (files: File[]) => {
    setTrouble('');
    for (const file of files) {
      try {
        const added = addDrawings(await readStrokes(file));
        app.toast(messages.drawings.added(added.length), {
          label: messages.common.undo,
          run: () => removeDrawings(added.map(({ id }) => id)),
        });
      } catch (error) {
        setTrouble(inWords(error));
      }
    }
  };
  const remove = (gone: readonly SavedDrawing[]) => {
    removeDrawings(gone.map(({ id }) => id));
    app.toast(messages.drawings.deleted(gone.length), {
      label: messages.common.undo,
      run: () => addDrawings(gone),
    });
  };

  return (
    <section class="card" aria-label={messages.common.myDrawings}>
      <h2>{messages.common.myDrawings}</h2>
      <p class="hint">{messages.drawings.help}</p>
      <div class="row">
        <button
          class="button"
          type="button"
          data-testid="drawings-export"
          disabled={!drawings.length}
          onClick={() => download('my-drawings.jsonl', asLines(drawings))}
        >
          {messages.drawings.exportAll}
        </button>
        <FilesButton
          label={messages.drawings.importFiles}
          testid="drawings-import"
          accept=".jsonl,.json,.txt"
          onFiles={(files) => void bring(files)}
        />
        <button class="button" type="button" disabled={!drawings.length} onClick={() => remove(drawings)}>
          {messages.drawings.deleteAll}
        </button>
      </div>
      {(trouble || drawingsTrouble.value) && (
        <p class="trouble" role="alert" data-testid="drawings-trouble">
          {trouble || drawingsTrouble.value}
        </p>
      )}
      <Teaching app={app} enough={drawings.length > 0} />
      {drawings.length > 0 ? (
        <>
          <p class="hint">{messages.drawings.counts(drawings.length, byLabel(counts))}</p>
          <ul class={`${gallery.grid} ${gallery.labelled} ${css.mine}`}>
            {drawings.slice(0, 300).map((drawing) => (
              <li key={drawing.id}>
                <svg
                  viewBox={frame(drawing)}
                  role="img"
                  aria-label={messages.drawings.drawing(drawing.label)}
                >
                  <path d={line(drawing)} />
                </svg>
                <span>{drawing.label}</span>
                <button
                  type="button"
                  aria-label={messages.drawings.deleteOne(drawing.label)}
                  onClick={() => remove([drawing])}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p class="hint">{messages.drawings.none}</p>
      )}
    </section>
  );
}

const byLabel = (counts: Map<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

/** More of a drawing are not shown, which takes the browser long: there may be 100,000. */
const MOST_POINTS = 1000;

/** All strokes at once. The last part of each, as short as nothing, makes a dot of a point. */
function line({ strokes }: SavedDrawing): string {
  let path = '';
  let left = 2 * MOST_POINTS;
  for (const stroke of strokes) {
    if (stroke.length && left) path += `M${stroke.slice(0, left).join(' ')}h0`;
    left -= Math.min(stroke.length, left);
  }
  return path;
}

/** A square around the strokes, with room for the pen. */
function frame({ strokes }: SavedDrawing): string {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const stroke of strokes)
    for (let i = 0; i < stroke.length; i += 2) {
      [left, right] = [Math.min(left, stroke[i]), Math.max(right, stroke[i])];
      [top, bottom] = [Math.min(top, stroke[i + 1]), Math.max(bottom, stroke[i + 1])];
    }
  if (left > right) return `0 0 ${SIDE} ${SIDE}`;
  const [width, height] = [right - left, bottom - top];
  const side = Math.max(width, height, 1) * 1.2;
  return [left - (side - width) / 2, top - (side - height) / 2, side, side].join(' ');
}

export const Panel = ({ app }: { app: TrainingContext }) => (
  <Guard>
    <DrawingsPanel app={app} />
  </Guard>
);
