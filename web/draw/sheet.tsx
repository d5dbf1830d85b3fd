import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { mountPad } from '../app/pad/pad';
import { SIDE } from '../state/drawing';
import { WIDTH } from '../state/pen';
import { Text } from '../ui/text';
import { invitation } from './answer_words';
import { PictureOnPad } from './picture';
import type { DrawState } from './state';
import { Ghost } from './trace';

interface Props {
  app: AppContext;
  draw: DrawState;
}

/** The sheet of paper, and what lies on it. */
export function Sheet({ app, draw }: Props) {
  const [pad, sheet, nib] = [
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
  ];
  useLayoutEffect(() => {
    const elements = { pad: pad.current!, sheet: sheet.current!, nib: nib.current! };
    mountPad(elements, app.sketch, (words) => app.announcer.now(words));
  }, []);
  return (
    <div ref={sheet} class="sheet" id="sheet" data-empty="true">
      <Ghost app={app} trace={draw.trace} />
      <canvas
        ref={pad}
        class="pad"
        id="pad"
        data-testid="pad"
        tabIndex={0}
        role="application"
        aria-label={messages.draw.pad}
        aria-describedby="pad-help"
      />
      <p class="invitation" id="invitation" aria-hidden="true">
        <Text>{invitation(draw.labels.value)}</Text>
      </p>
      <Outline app={app} draw={draw} />
      <div ref={nib} class="nib" id="nib" hidden />
      <PictureOnPad app={app} draw={draw} />
    </div>
  );
}

const share = (length: number, whole: number) => `${(100 * length) / whole}%`;

/** A frame around the ink of the character that is looked at, where there are several. */
function Outline({ app, draw }: Props) {
  const characters = draw.characters.value;
  const character = characters.at(draw.selected.value);
  const isShown = characters.length > 1 && Boolean(character!.strokes.length);
  const [left, top, right, bottom] = character?.box ?? [0, 0, 0, 0];
  const { width } = app.sketch;
  const style = {
    left: share(left - WIDTH, width),
    top: share(top - WIDTH, SIDE),
    width: share(right - left + 2 * WIDTH, width),
    height: share(bottom - top + 2 * WIDTH, SIDE),
  };
  return <div class="outline" id="outline" hidden={!isShown} style={isShown ? style : undefined} />;
}
