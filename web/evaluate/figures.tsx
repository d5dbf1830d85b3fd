import * as messages from '../app/messages';
import { Lines } from '../ui/charts/lines';
import type { Evaluated } from '../workers/trainer_worker';
import { percent } from '../ui/words';
import figures from '../ui/figures.module.css';

const inPercent = (share: number) => `${Number((100 * share).toFixed(1))} %`;

/** How well the model read, in numbers. */
export function Figures({ evaluated: { evaluation, seconds } }: { evaluated: Evaluated }) {
  const { accuracy, interval, loss, auc, images, classes, calibration } = evaluation;
  const bins = calibration.bins.filter((bin) => bin.images > 0);
  return (
    <section class="card" aria-label={messages.evaluate.figures} data-testid="evaluation">
      <dl class={figures.meters}>
        <div>
          <dt>{messages.evaluate.accuracy}</dt>
          <dd data-testid="evaluate-accuracy" data-value={accuracy}>
            {percent(accuracy)}
          </dd>
        </div>
        <div>
          <dt>{messages.evaluate.interval}</dt>
          <dd>
            {percent(interval[0])} – {percent(interval[1])}
          </dd>
        </div>
        <div>
          <dt>{messages.evaluate.loss}</dt>
          <dd>{loss.toPrecision(3)}</dd>
        </div>
        <div>
          <dt>{messages.evaluate.auc}</dt>
          <dd>{auc.toFixed(4)}</dd>
        </div>
        <div>
          <dt>{messages.evaluate.images}</dt>
          <dd>
            {images.toLocaleString('en')} <small>{messages.evaluate.inSeconds(seconds.toFixed(1))}</small>
          </dd>
        </div>
        <div>
          <dt>{messages.evaluate.calibrationError}</dt>
          <dd>{percent(calibration.error)}</dd>
        </div>
      </dl>
      <div class={figures.charts}>
        <Lines
          title={messages.evaluate.calibration}
          x={bins.map(({ confidence }) => confidence)}
          lines={[
            {
              label: messages.evaluate.thisModel,
              colour: '--accent',
              values: bins.map((bin) => bin.accuracy),
            },
            {
              label: messages.evaluate.ideal,
              colour: '--ink-soft',
              dashed: true,
              values: bins.map(({ confidence }) => confidence),
            },
          ]}
          across={{ title: messages.evaluate.confidence, format: inPercent }}
          up={{ title: messages.evaluate.accuracy, format: inPercent }}
          counts={bins.map((bin) => bin.images)}
        />
        <div class={figures.scroll}>
          <table>
            <thead>
              <tr>
                <th>{messages.evaluate.columns.class}</th>
                <th>{messages.evaluate.columns.images}</th>
                <th>{messages.evaluate.columns.precision}</th>
                <th>{messages.evaluate.columns.recall}</th>
                <th>{messages.evaluate.columns.f1}</th>
              </tr>
            </thead>
            <tbody>
              {classes.map((each) => (
                <tr key={each.label}>
                  <td>{each.label}</td>
                  <td>{each.support.toLocaleString('en')}</td>
                  <td>{percent(each.precision)}</td>
                  <td>{percent(each.recall)}</td>
                  <td>{percent(each.f1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}
