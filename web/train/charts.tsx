import { useMemo } from 'preact/hooks';
import * as messages from '../app/messages';
import { Lines } from '../ui/charts/lines';
import type { Line } from '../ui/charts/plot';
import { logarithmic, nearOne } from '../ui/charts/scales';
import { MEAN_BATCHES } from '../workers/moving_mean';
import type { NamedRun } from './names';
import type { TrainingContext } from '../app/context';
import figures from '../ui/figures.module.css';

const others = ['--line-3', '--line-4', '--line-5'];

const epochsAcross = {
  title: messages.run.epoch,
  format: (value: number) => String(Number(value.toFixed(2))),
};
export const accuracyUp = {
  title: messages.run.accuracyAxis,
  format: (value: number) => `${Number((100 * value).toFixed(2))} %`,
  scale: nearOne,
};
const lossUp = {
  title: messages.run.lossAxis,
  format: (value: number) => String(Number(value.toPrecision(3))),
  scale: logarithmic,
};

type Figure = 'loss' | 'accuracy';

/** Loss and accuracy as they come, and beside them those of other runs. */
export function Charts({ app, beside }: { app: TrainingContext; beside: NamedRun[] }) {
  const points = app.trainer.history.points.value;
  const epochs = app.trainer.history.epochs.value;
  const [x, accuracy, loss] = useMemo(() => {
    const all = new Set([...points.map(({ at }) => at), ...epochs.map(({ epoch }) => epoch)]);
    for (const run of beside) for (const { epoch } of run.epochs) all.add(epoch);
    const x = [...all].sort((a, b) => a - b);
    const place = new Map(x.map((at, i) => [at, i]));
    const line = (
      label: string,
      colour: string,
      values: [number, number | null | undefined][],
      dashed = false,
    ): Line => {
      const column: (number | null)[] = x.map(() => null);
      for (const [at, value] of values) column[place.get(at)!] = value ?? null;
      return { label, colour, values: column, dashed };
    };
    const lines = (figure: Figure) => [
      line(
        messages.run.trainingLine,
        '--ink',
        points.map((point) => [point.at, point[figure]]),
      ),
      line(
        messages.run.validationLine,
        '--accent',
        epochs.map((each) => [each.epoch, each[`val_${figure}`]]),
      ),
      ...beside.map((run, i) =>
        line(
          run.name,
          others[i % others.length],
          run.epochs.map((each) => [each.epoch, each[`val_${figure}`] ?? each[figure]]),
          true,
        ),
      ),
    ];
    return [x, lines('accuracy'), lines('loss')] as const;
  }, [points, epochs, beside]);
  return (
    <>
      <div class={figures.charts}>
        <Lines title={messages.run.accuracy} x={x} lines={accuracy} across={epochsAcross} up={accuracyUp} />
        <Lines title={messages.run.loss} x={x} lines={loss} across={epochsAcross} up={lossUp} />
      </div>
      <p class="hint">{messages.run.linesHelp(MEAN_BATCHES)}</p>
    </>
  );
}
