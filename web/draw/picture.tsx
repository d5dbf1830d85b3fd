import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import type { Character } from '../../wasm/library/index';
import { Icon } from '../ui/icon';
import { Text } from '../ui/text';
import { sureness } from '../ui/words';
import type { DrawState } from './state';
import { TraceCredit } from './trace';

interface Props {
  app: AppContext;
  draw: DrawState;
}

const share = (length: number, whole: number) => `${(100 * length) / whole}%`;

/** What was read in a place of the picture. */
function Mark({ character, bitmap }: { character: Character; bitmap: ImageBitmap }) {
  const { label, confidence, rejected, box } = character;
  const [left, top, right, bottom] = box;
  const { width, height } = bitmap;
  return (
    <li
      class="mark"
      data-rejected={rejected}
      style={{
        left: share(left, width),
        top: share(top, height),
        width: share(right - left, width),
        height: share(bottom - top, height),
      }}
    >
      <span>{rejected ? '?' : label}</span>
      <small>{sureness(confidence)}</small>
    </li>
  );
}

/** A picture that covers the pad until somebody draws again. */
export function PictureOnPad({ app, draw }: Props) {
  const whole = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const bitmap = draw.picture.value;
  const reading = draw.reading.value;
  const characters = bitmap && reading?.trouble !== undefined ? reading.answer.characters : [];
  const close = () => {
    const hadFocus = whole.current!.contains(document.activeElement);
    draw.closePicture();
    if (hadFocus) document.getElementById('pad')!.focus();
  };
  useLayoutEffect(() => {
    if (!bitmap) return;
    canvas.current!.width = bitmap.width;
    canvas.current!.height = bitmap.height;
    canvas.current!.getContext('2d')!.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  useLayoutEffect(() => {
    // Before the key would clear the drawing underneath.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !draw.picture.value || app.tab.value !== 'draw') return;
      event.preventDefault();
      close();
    };
    addEventListener('keydown', onKey, true);
  }, []);
  return (
    <div
      ref={whole}
      class="picture"
      id="picture"
      data-testid="picture"
      role="group"
      aria-label={messages.draw.picture}
      hidden={!bitmap}
    >
      <div
        class="picture-frame"
        id="picture-frame"
        style={bitmap ? { '--ratio': bitmap.width / bitmap.height } : undefined}
      >
        <canvas ref={canvas} id="picture-canvas" role="img" aria-label={messages.draw.pictureRead} />
        <ol id="picture-marks" data-testid="picture-marks" aria-label={messages.draw.pictureMarks}>
          {characters.map((character, i) => (
            <Mark key={i} character={character} bitmap={bitmap!} />
          ))}
        </ol>
      </div>
      <button
        class="tool picture-close"
        id="picture-close"
        data-testid="picture-close"
        type="button"
        onClick={close}
      >
        <Icon d="M8.5 5 4 9.5 8.5 14M4.5 9.5h9a5.25 5.25 0 0 1 0 10.5H9" />
        {messages.draw.backToDrawing}
      </button>
    </div>
  );
}

/** Takes a file that is chosen with a button. */
function PictureButton({ draw, id, words, capture }: PictureButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="tool" id={id} data-testid={id} type="button" onClick={() => input.current!.click()}>
        {words}
      </button>
      <input
        ref={input}
        data-testid={capture ? 'picture-camera' : 'picture-file'}
        type="file"
        accept="image/*"
        capture={capture}
        hidden
        onChange={(event) => {
          void draw.openPicture(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
interface PictureButtonProps {
  draw: DrawState;
  id: string;
  words: string;
  capture?: 'environment';
}

/** Other ways to bring a picture, and what became of it. */
export function Pictures({ app, draw }: Props) {
  useLayoutEffect(() => {
    addEventListener('paste', ({ clipboardData }) => {
      if (app.tab.value === 'draw') void draw.openPicture(clipboardData?.files[0]);
    });
  }, []);
  const trouble = draw.pictureTrouble.value;
  const reading = draw.reading.value;
  const isRead = reading?.trouble !== undefined;
  const readTrouble = draw.picture.value ? reading?.trouble : '';
  const hasInk = Boolean(reading?.answer.characters.length);
  const progress = !draw.picture.value
    ? ''
    : !isRead
      ? messages.pictures.reading
      : hasInk
        ? ''
        : messages.pictures.noInk;
  const words = trouble || readTrouble || progress;
  return (
    <section class="bring" aria-label={messages.draw.pictures}>
      <div class="instead">
        {messages.draw.orPicture}
        <PictureButton draw={draw} id="picture-choose" words={messages.draw.browse} />
        <PictureButton draw={draw} id="picture-take" words={messages.draw.takePhoto} capture="environment" />
        <span class="by-hand">{messages.draw.byHand}</span>
      </div>
      <p
        class="picture-words"
        id="picture-words"
        data-testid="picture-words"
        role="status"
        data-trouble={Boolean(trouble || readTrouble)}
      >
        {words && <Text>{words}</Text>}
      </p>
      <TraceCredit trace={draw.trace} />
    </section>
  );
}
