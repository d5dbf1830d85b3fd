import { effect, type Signal, signal } from '@preact/signals-core';
import * as messages from '../app/messages';
import type { Character } from '../../wasm/library/index';
import type { Recognizer } from '../workers/recognizer';
import { openPicture } from '../data/grey';
import type { Sketch } from '../state/sketch';
import { inWords, sureness } from '../ui/words';

export interface PictureElements {
  /** Where pictures may be dropped. */
  draw: HTMLElement;
  sheet: HTMLElement;
  pad: HTMLElement;
  /** Covers the pad. */
  picture: HTMLElement;
  pictureFrame: HTMLElement;
  pictureCanvas: HTMLCanvasElement;
  pictureMarks: HTMLElement;
  pictureClose: HTMLElement;
  pictureWords: HTMLElement;
  pictureChoose: HTMLElement;
  pictureFile: HTMLInputElement;
  pictureTake: HTMLElement;
  pictureCamera: HTMLInputElement;
}

/** A picture that is pasted, dropped, chosen or photographed lies on the pad until somebody draws again. */
export function mountPicture(
  elements: PictureElements,
  recognizer: Recognizer,
  sketch: Sketch,
): Signal<ImageBitmap | null> {
  const { draw, sheet, pad, picture, pictureFrame, pictureCanvas, pictureMarks, pictureWords } = elements;
  const shown = signal<ImageBitmap | null>(null);
  let drawn = sketch.finished;

  const say = (words: string, isTrouble = false) => {
    pictureWords.textContent = words;
    pictureWords.dataset.trouble = String(isTrouble);
  };

  async function open(file: Blob | undefined): Promise<void> {
    if (!file) return;
    try {
      const bitmap = await openPicture(file);
      recognizer.result.value = null;
      shown.value = bitmap;
    } catch (error) {
      say(inWords(error), true);
    }
  }

  function close(): void {
    if (!shown.value) return;
    const hadFocus = picture.contains(document.activeElement);
    shown.value = null;
    say('');
    if (hadFocus) pad.focus();
  }

  function markOf({ label, confidence, rejected, box }: Character, { width, height }: ImageBitmap) {
    const [left, top, right, bottom] = box;
    const mark = document.createElement('li');
    const [name, sure] = [document.createElement('span'), document.createElement('small')];
    const share = (length: number, whole: number) => `${(100 * length) / whole}%`;
    mark.className = 'mark';
    mark.dataset.rejected = String(rejected);
    mark.style.left = share(left, width);
    mark.style.top = share(top, height);
    mark.style.width = share(right - left, width);
    mark.style.height = share(bottom - top, height);
    name.textContent = rejected ? '?' : label;
    sure.textContent = sureness(confidence);
    mark.append(name, sure);
    return mark;
  }

  function paint(bitmap: ImageBitmap): void {
    pictureCanvas.width = bitmap.width;
    pictureCanvas.height = bitmap.height;
    pictureCanvas.getContext('2d')!.drawImage(bitmap, 0, 0);
    pictureFrame.style.setProperty('--ratio', String(bitmap.width / bitmap.height));
  }

  effect(() => {
    const bitmap = shown.value;
    picture.hidden = !bitmap;
    if (bitmap) paint(bitmap);
  });
  effect(() => {
    const bitmap = shown.value;
    const reading = recognizer.result.value;
    pictureMarks.replaceChildren();
    if (!bitmap) return;
    if (reading?.trouble === undefined) {
      say(messages.pictures.reading);
      return;
    }
    const { characters } = reading.answer;
    pictureMarks.append(...characters.map((character) => markOf(character, bitmap)));
    say(reading.trouble || (characters.length ? '' : messages.pictures.noInk), Boolean(reading.trouble));
  });

  sketch.subscribe(() => {
    if (sketch.live || sketch.picture || sketch.finished !== drawn) close();
    drawn = sketch.finished;
  });
  elements.pictureClose.addEventListener('click', close);
  // Before the key would clear the drawing underneath.
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !shown.value || draw.hidden) return;
      event.preventDefault();
      close();
    },
    true,
  );
  for (const [button, input] of [
    [elements.pictureChoose, elements.pictureFile],
    [elements.pictureTake, elements.pictureCamera],
  ] as const) {
    button.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      void open(input.files?.[0]);
      input.value = '';
    });
  }
  addEventListener('paste', ({ clipboardData }) => {
    if (!draw.hidden) void open(clipboardData?.files[0]);
  });
  const highlight = (event: DragEvent, isOver: boolean) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    sheet.dataset.over = String(isOver);
  };
  draw.addEventListener('dragover', (event) => highlight(event, true));
  draw.addEventListener('dragleave', (event) => highlight(event, draw.contains(event.relatedTarget as Node)));
  draw.addEventListener('drop', (event) => {
    highlight(event, false);
    void open(event.dataTransfer?.files[0]);
  });
  return shown;
}
