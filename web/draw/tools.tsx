import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AppContext } from '../app/context';
import * as messages from '../app/messages';
import { useSketch } from '../app/pad/use_sketch';
import { SIDE } from '../state/drawing';
import { recall, remember } from '../state/memory';
import { Icon } from '../ui/icon';
import { keyName } from '../ui/keys';

/** Where keys mean something else. */
const TYPED = 'input:not([type="radio"], [type="checkbox"]), select, textarea';

const CLEARING = ['delete', 'backspace', 'escape'];

interface ToolProps {
  id: 'undo' | 'redo' | 'clear';
  words: string;
  icon: string;
  isEnabled: boolean;
  onUse: () => void;
}

/** aria-disabled and not disabled: a button that was just pressed keeps the focus. */
const Tool = ({ id, words, icon, isEnabled, onUse }: ToolProps) => (
  <button
    class={id === 'clear' ? 'tool tool-end' : 'tool'}
    id={id}
    data-testid={id}
    type="button"
    aria-disabled={!isEnabled}
    onClick={onUse}
  >
    <Icon d={icon} />
    {words}
  </button>
);

/** Undo, redo and clear: the buttons, and their keys wherever the focus is while the buttons are shown. */
export function Tools({ app }: { app: AppContext }) {
  const { sketch } = app;
  const tools = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    addEventListener('keydown', (event) => {
      const typing = event.target instanceof Element && event.target.closest(TYPED);
      const isShown = tools.current!.getClientRects().length > 0;
      if (event.altKey || event.defaultPrevented || typing || !isShown) return;
      const key = keyName(event);
      const command = event.ctrlKey || event.metaKey;
      if (command && (key === 'y' || (key === 'z' && event.shiftKey))) sketch.redo();
      else if (command && key === 'z') sketch.undo();
      else if (!command && !sketch.isDown && CLEARING.includes(key)) sketch.clear();
      else return;
      event.preventDefault();
    });
  }, []);
  return (
    <div ref={tools} class="tools" role="group" aria-label={messages.draw.tools}>
      <Tool
        id="undo"
        words={messages.common.undo}
        icon="M8.5 5 4 9.5 8.5 14M4.5 9.5h9a5.25 5.25 0 0 1 0 10.5H9"
        isEnabled={useSketch(sketch, ({ canUndo }) => canUndo)}
        onUse={() => sketch.undo()}
      />
      <Tool
        id="redo"
        words={messages.draw.redo}
        icon="M15.5 5 20 9.5 15.5 14m4-4.5h-9a5.25 5.25 0 0 0 0 10.5H15"
        isEnabled={useSketch(sketch, ({ canRedo }) => canRedo)}
        onUse={() => sketch.redo()}
      />
      <Wide app={app} />
      <Tool
        id="clear"
        words={messages.common.clear}
        icon="m6 6 12 12M18 6 6 18"
        isEnabled={useSketch(sketch, ({ isEmpty }) => !isEmpty)}
        onUse={() => sketch.clear()}
      />
    </div>
  );
}

/** As the stylesheet shows the button. */
const ROOM = '(min-width: 52rem) and (min-height: 30.01rem)';

/** A pad on which a number has room, where the page has room for the pad. */
function Wide({ app }: { app: AppContext }) {
  const { sketch } = app;
  const isWide = useSketch(sketch, ({ width }) => width > SIDE);
  const widen = useRef<(wide: boolean) => void>(() => {});
  useLayoutEffect(() => {
    const room = matchMedia(ROOM);
    let wanted = recall('wide') !== null;
    const fit = () => sketch.widen(wanted && room.matches);
    room.addEventListener('change', fit);
    fit();
    widen.current = (wide) => {
      wanted = wide;
      remember('wide', wide ? 'yes' : null);
      fit();
      if (!wide && sketch.width > SIDE) app.toast(messages.draw.squareAgain);
    };
  }, []);
  return (
    <button
      class="tool tool-wide"
      id="wide"
      data-testid="wide"
      type="button"
      aria-pressed={isWide}
      onClick={() => widen.current(!isWide)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <rect x="3" y="7" width="18" height="10" rx="2" />
      </svg>
      {messages.draw.widePad}
    </button>
  );
}
