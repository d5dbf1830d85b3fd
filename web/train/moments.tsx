import { useEffect, useState } from 'preact/hooks';
import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import type { Moment } from '../state/database';
import { Text } from '../ui/text';
import { percent, sureness } from '../ui/words';
import slider from '../ui/slider.module.css';
import css from './moments.module.css';

/** While a stroke is drawn the moments are not asked. */
const REST_MS = 150;

interface Reading {
  label: string;
  confidence: number;
  probabilities: readonly number[];
}

interface Machine {
  /** None while the run goes on. */
  moments: readonly Moment[];
  /** Which of them is looked at: the last until another is chosen. */
  at: number;
  choose: (at: number) => void;
  /** Of each moment, how sure it is of each class; what is not known yet is missing. */
  answers: Readonly<Record<string, readonly number[]>>;
  /** What the moment reads; undefined where the network as it is reads by itself. */
  reading: (labels: readonly string[]) => Reading | undefined;
}

function readingOf(probabilities: readonly number[], labels: readonly string[]): Reading {
  const confidence = Math.max(...probabilities);
  return { label: labels[probabilities.indexOf(confidence)] ?? '', confidence, probabilities };
}

/** The moments of the run, and what each of them reads in an image. */
export function useMoments({ trainer }: TrainingContext, image: Float32Array | undefined): Machine {
  const { state } = trainer.status.value;
  const all = trainer.moments.value;
  const moments = state === 'training' || state === 'loading' || all.length < 2 ? [] : all;
  const [chosen, setChosen] = useState<number | null>(null);
  const [answers, setAnswers] = useState<Machine['answers']>({});
  useEffect(() => setChosen(null), [all]);
  // The same drawing is read again and again.
  const ink = image?.join();
  useEffect(() => {
    setAnswers({});
    if (!image || !moments.length) return;
    let wanted = true;
    const rest = setTimeout(() => {
      trainer
        .ask((service) => service.readMoments(moments, image))
        .then((read) => wanted && setAnswers(read))
        .catch(() => {});
    }, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(rest);
    };
  }, [ink, moments.length ? all : null]);
  const last = moments.length - 1;
  const at = Math.min(chosen ?? last, last);
  const answer = at < last ? answers[moments[at].id] : undefined;
  return {
    moments,
    at,
    answers,
    choose: (to) => setChosen(to === last ? null : to),
    reading: (labels) => answer && readingOf(answer, labels),
  };
}

/** Goes back to any moment of the run: what it read in the drawing, and since when that is what it reads now. */
export function TimeMachine({ machine, labels }: { machine: Machine; labels: readonly string[] }) {
  const { moments, at, choose, answers } = machine;
  if (!moments.length) return null;
  const moment = moments[at];
  const when = messages.drawing.moment(moment.at);
  const readings = moments.flatMap(({ id }) => (answers[id] ? [readingOf(answers[id], labels)] : []));
  const isRead = readings.length === moments.length;
  const now = isRead ? readings[at] : undefined;
  const said = now && messages.drawing.reads(now.label, sureness(now.confidence));
  const validation = moment.val_accuracy === undefined ? '' : percent(moment.val_accuracy);
  return (
    <div class={css.machine}>
      <label class={slider.slider}>
        <Text>{when}</Text>
        <input
          type="range"
          data-testid="time-machine"
          min={0}
          max={moments.length - 1}
          value={at}
          aria-valuetext={[when, said, validation && messages.drawing.validation(validation)]
            .filter(Boolean)
            .join(', ')}
          onInput={(event) => choose(Number(event.currentTarget.value))}
        />
        <output title={messages.drawing.validationHelp}>
          <Text>{validation}</Text>
        </output>
      </label>
      {isRead && <Learned readings={readings} moments={moments} at={at} />}
      <p class="hint" data-testid="learned">
        <Text>{isRead ? learnedWords(readings, moments) : messages.drawing.momentsHelp(moments.length)}</Text>
      </p>
    </div>
  );
}

/** Since when a drawing is read as it is now. */
function learnedWords(readings: readonly Reading[], moments: readonly Moment[]): string {
  const { label } = readings[readings.length - 1];
  const before = readings.findLastIndex((each) => each.label !== label);
  return before < 0
    ? messages.drawing.readAllAlong(label)
    : messages.drawing.readSince(label, messages.drawing.moment(moments[before + 1].at));
}

/** How sure each moment is of what the last one reads. */
function Learned({
  readings,
  moments,
  at,
}: {
  readings: readonly Reading[];
  moments: readonly Moment[];
  at: number;
}) {
  const { label, probabilities } = readings[readings.length - 1];
  const place = probabilities.indexOf(Math.max(...probabilities));
  return (
    <div
      class={css.bars}
      role="img"
      aria-label={messages.drawing.learning(label)}
      data-testid="moment-readings"
    >
      {readings.map((each, i) => (
        <span
          key={moments[i].id}
          class={css.bar}
          data-label={each.label}
          data-is-read={String(each.label === label)}
          data-chosen={String(i === at)}
        >
          <span ref={(bar) => void bar?.style.setProperty('height', `${100 * each.probabilities[place]}%`)} />
        </span>
      ))}
    </div>
  );
}
