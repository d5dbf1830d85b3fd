import { Lines } from '../../charts/lines';
import type { Judged } from '../../engine/workshop';
import { percent } from '../../state/words';
import figures from '../figures.module.css';

const inPercent = (share: number) => `${Number((100 * share).toFixed(1))} %`;

/** How well the model read, in numbers. */
export function Figures({ judged: { evaluation, seconds } }: { judged: Judged }) {
  const { accuracy, interval, loss, auc, images, classes, calibration } = evaluation;
  const bins = calibration.bins.filter((bin) => bin.images > 0);
  return (
    <section class="card" aria-label="Figures" data-testid="evaluation">
      <dl class={figures.meters}>
        <div>
          <dt>Accuracy</dt>
          <dd data-testid="evaluate-accuracy" data-value={accuracy}>
            {percent(accuracy)}
          </dd>
        </div>
        <div>
          <dt>19 times of 20 within</dt>
          <dd>
            {percent(interval[0])} – {percent(interval[1])}
          </dd>
        </div>
        <div>
          <dt>Loss</dt>
          <dd>{loss.toPrecision(3)}</dd>
        </div>
        <div>
          <dt>AUC</dt>
          <dd>{auc.toFixed(4)}</dd>
        </div>
        <div>
          <dt>Images</dt>
          <dd>
            {images.toLocaleString('en')} <small>in {seconds.toFixed(1)} s</small>
          </dd>
        </div>
        <div>
          <dt>Calibration error</dt>
          <dd>{percent(calibration.error)}</dd>
        </div>
      </dl>
      <div class={figures.charts}>
        <Lines
          title="How sure, and how often right"
          x={bins.map(({ confidence }) => confidence)}
          lines={[
            { label: 'this model', colour: '--accent', values: bins.map((bin) => bin.accuracy) },
            {
              label: 'ideal',
              colour: '--ink-soft',
              dashed: true,
              values: bins.map(({ confidence }) => confidence),
            },
          ]}
          across={{ title: 'Confidence', format: inPercent }}
          up={{ title: 'Accuracy', format: inPercent }}
          counts={bins.map((bin) => bin.images)}
        />
        <div class={figures.scroll}>
          <table>
            <thead>
              <tr>
                <th>Class</th>
                <th>Images</th>
                <th>Precision</th>
                <th>Recall</th>
                <th>F1</th>
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
