import { useRef, useState } from 'preact/hooks';
import { proxy } from 'comlink';
import * as messages from '../../app/messages';
import { SECONDS } from '../../workers/speed';
import type { TrainingPlan } from '../../../wasm/library/index';
import type { TrainingContext } from '../../app/context';
import { duration, inWords } from '../../ui/words';
import { Figures, type Measured } from './figures';
import { Text } from '../../ui/text';

interface Props {
  app: TrainingContext;
  /** What is set up: the network's name, and how it would be trained. */
  network: string;
  plan: () => TrainingPlan;
}

/** How fast this device trains and reads with the network that is set up. */
export function Speed({ app: { trainer }, network, plan }: Props) {
  const [seconds_left, setSecondsLeft] = useState<number | null>(null);
  const [measured, setMeasured] = useState<Measured | null>(null);
  const [trouble, setTrouble] = useState('');
  const going = useRef(false);
  const trains = () => ['training', 'loading'].includes(trainer.status.value.state);
  const about = trainer.about.value!;

  const measure = async () => {
    const { variant, threads } = about;
    const wanted = plan();
    setTrouble('');
    setMeasured(null);
    setSecondsLeft(5);
    going.current = true;
    try {
      const onProgress = proxy((seconds: number) => {
        setSecondsLeft(seconds);
        const isSame = trainer.reproducible.chosen.value === null && trainer.about.value?.threads === threads;
        return Promise.resolve(going.current && !trains() && isSame);
      });
      const figures = await trainer.ask((service) => service.measure(wanted, onProgress));
      const batch_size = wanted.training.batch_size!;
      setMeasured(figures && { network, batch_size, variant, threads, figures });
    } catch (error) {
      setTrouble(inWords(error));
    }
    setSecondsLeft(null);
  };

  const busy = seconds_left !== null;
  return (
    <section class="card" aria-label={messages.speed.title}>
      <h2>{messages.speed.title}</h2>
      <p class="hint">{messages.speed.help(SECONDS)}</p>
      <div class="row">
        <button
          class="button"
          type="button"
          data-testid="speed-start"
          disabled={busy || trains()}
          onClick={() => void measure()}
        >
          {messages.speed.measure}
        </button>
        <button
          class="button"
          type="button"
          data-testid="speed-cancel"
          disabled={!busy}
          onClick={() => (going.current = false)}
        >
          {messages.common.cancel}
        </button>
      </div>
      <p class="status" role="status" data-testid="speed-status">
        <Text>
          {busy ? messages.speed.timeLeft(duration(seconds_left)) : trains() ? messages.speed.busy : ''}
        </Text>
      </p>
      {busy && <progress max={SECONDS} value={SECONDS - seconds_left} aria-label={messages.speed.progress} />}
      {trouble && (
        <p class="trouble" role="alert" data-testid="speed-trouble">
          <Text>{trouble}</Text>
        </p>
      )}
      {measured && <Figures measured={measured} />}
    </section>
  );
}
