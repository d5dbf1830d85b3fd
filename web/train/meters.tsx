import * as messages from '../app/messages';
import figures from '../ui/figures.module.css';
import { Text } from '../ui/text';
import { percent, rounded } from '../ui/words';
import type { History } from '../workers/history';

/** Where a run stands, in figures. */
export function Meters({ history }: { history: History }) {
  const latest = history.latest.value;
  const epochs = history.epochs.value;
  const last = epochs.at(-1);
  const speed = history.speed.value;
  return (
    <dl class={figures.meters}>
      <Meter
        name={messages.run.meters.epoch}
        testid="epoch"
        value={epochs.length}
        text={latest ? messages.run.of(Math.min(latest.epoch, latest.epochs), latest.epochs) : '–'}
      />
      <Meter
        name={messages.run.meters.batch}
        testid="batch"
        value={latest?.batch ?? 0}
        text={latest ? messages.run.of(latest.batch, latest.batches) : '–'}
      />
      <Meter
        name={messages.run.meters.imagesPerSecond}
        testid="images-per-second"
        value={speed}
        text={speed ? Math.round(speed).toLocaleString('en') : '–'}
      />
      <Meter
        name={messages.run.meters.accuracy}
        testid="accuracy"
        value={latest?.accuracy ?? ''}
        text={percent(latest?.accuracy)}
      />
      <Meter
        name={messages.run.meters.validation}
        testid="val-accuracy"
        value={last?.val_accuracy ?? ''}
        text={percent(last?.val_accuracy)}
      />
      <Meter
        name={messages.run.meters.rate}
        testid="rate"
        value={latest?.learning_rate ?? ''}
        text={latest ? rounded(latest.learning_rate) : '–'}
      />
    </dl>
  );
}

function Meter({
  name,
  testid,
  value,
  text,
}: {
  name: string;
  testid: string;
  value: number | string;
  text: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-testid={testid} data-value={value}>
        <Text>{text}</Text>
      </dd>
    </div>
  );
}
