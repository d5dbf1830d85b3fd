import * as messages from '../app/messages';
import { spokenName } from '../data/published';
import type { Recognizer, Recognition, Status } from '../workers/recognizer';
import { describe, DIGITS, heard, invitation } from './answer_words';
import { Corrections } from './corrections';
import type { Stroke } from '../state/drawing';
import type { Sketch } from '../state/sketch';
import { type AnswerElements, mountAnswer } from './answer';
import type { mountAnnouncer, mountToast } from '../app/announcer';
import { mountBars } from './bars';
import { mountNumber } from './number';
import { mountOutline } from './outline';
import type { mountPreparation, ShownStage } from './preparation';
import { mountSeen } from './seen';
import { mountTeach, type TeachElements } from './correct';
import { theme } from '../ui/theme';

export interface ReadingElements extends AnswerElements, TeachElements {
  outline: HTMLElement;
  invitation: HTMLElement;
  seen: HTMLCanvasElement;
  bars: HTMLElement;
  facts: HTMLElement;
}

/** Shows what the drawing says, and one of its characters in full. */
export function mountReading(
  elements: ReadingElements,
  recognizer: Recognizer,
  sketch: Sketch,
  announcer: ReturnType<typeof mountAnnouncer>,
  toast: ReturnType<typeof mountToast>,
  showStages: ReturnType<typeof mountPreparation>['show'],
): void {
  const corrections = new Corrections();
  const showAnswer = mountAnswer(elements);
  const showNumber = mountNumber(elements.prediction, select);
  const showSeen = mountSeen(elements.seen);
  const showTeach = mountTeach(elements, correct);
  const showOutline = mountOutline(elements.outline, sketch);
  let labels = DIGITS;
  let showBars = mountBars(elements.bars, labels);
  /** A stroke of the character that was selected; in a picture its place. */
  let chosen: Stroke | number | undefined;

  function read() {
    const characters = corrections.apply(recognizer.result.value?.answer.characters ?? [], sketch.strokes);
    const selected = characters.findIndex(({ strokes }, i) =>
      strokes.length ? strokes.some((stroke) => stroke === chosen) : i === chosen,
    );
    return { characters, selected: Math.max(0, selected) };
  }

  function show(): void {
    const status = recognizer.status.value;
    const reading = recognizer.result.value;
    if (status.state === 'ready' && status.about.labels.join('\n') !== labels.join('\n')) {
      labels = status.about.labels;
      showBars = mountBars(elements.bars, labels);
      elements.invitation.textContent = invitation(labels);
      for (const element of [elements.prediction, elements.bars])
        element.lang = labels.some(spokenName) ? 'ja' : '';
    }
    const { characters, selected } = read();
    const character = characters.at(selected);
    const isRead = character !== undefined && character.probabilities.length > 0;
    showAnswer(describe(status, characters, labels, selected, reading?.trouble !== undefined));
    showNumber(characters, selected);
    showBars(isRead ? character.probabilities : null, character?.rejected);
    showSeen(isRead ? reading!.images[selected] : null);
    showStages(isRead ? stagesOf(reading!, selected) : null);
    showTeach(character?.strokes.length ? labels : null);
    showOutline(characters.length > 1 && character!.strokes.length ? character!.box : null);
    elements.facts.textContent = facts(status, reading);
  }

  function speak(): void {
    const { spoken, state } = describe(recognizer.status.value, read().characters, labels);
    if (state === 'error') announcer.now(spoken);
    else announcer.soon(spoken);
  }

  function select(i: number): void {
    [chosen = i] = read().characters[i].strokes;
    show();
  }

  function correct(label: string): void {
    const { characters, selected } = read();
    const { strokes } = characters[selected];
    const before = corrections.say(strokes, label);
    toast(messages.draw.added(label), {
      label: messages.common.undo,
      run: () => corrections.say(strokes, before),
    });
  }

  const showAndSpeak = () => {
    show();
    speak();
  };
  recognizer.status.subscribe(showAndSpeak);
  recognizer.result.subscribe(showAndSpeak);
  corrections.subscribe(show);
  theme.subscribe(show);
}

/** What each stage makes of a character. A stage may fall into other characters: its first stroke tells which. */
function stagesOf({ answer, stages }: Recognition, selected: number): ShownStage[] | null {
  const [stroke] = answer.characters[selected].strokes;
  const shown = stages.map(({ answer: { characters }, images }) => {
    const i = characters.findIndex(({ strokes }) => strokes.includes(stroke));
    return { image: images[i], says: heard({ ...characters[i], strokes: [], said: false }) };
  });
  return shown.length ? shown : null;
}

function facts(status: Status, reading: Recognition | null): string {
  if (status.state !== 'ready') return '';
  const parameters = messages.common.parameters(status.about.parameters);
  return reading ? messages.draw.facts(parameters, milliseconds(reading.elapsed_ms)) : parameters;
}

function milliseconds(elapsed_ms: number): string {
  return elapsed_ms < 0.1 ? messages.draw.underTenth : messages.draw.milliseconds(elapsed_ms.toFixed(1));
}
