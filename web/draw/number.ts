import { glyph, heard } from './answer_words';
import type { ShownCharacter } from './corrections';

/** The characters that were read. Of several, each is a button that selects it, over a mark of how sure it is. */
export function mountNumber(
  figure: HTMLElement,
  select: (i: number) => void,
): (characters: readonly ShownCharacter[], selected: number) => void {
  let buttons: ReturnType<typeof makeButton>[] = [];

  function makeButton(i: number) {
    const button = document.createElement('button');
    const text = document.createElement('span');
    const track = document.createElement('span');
    const fill = document.createElement('span');
    button.type = 'button';
    button.className = 'character';
    button.addEventListener('click', () => select(i));
    track.className = 'bar-track';
    fill.className = 'bar-fill';
    track.append(fill);
    button.append(text, track);
    return { button, text, fill };
  }

  return (characters, selected) => {
    const several = characters.length > 1;
    figure.dataset.several = String(several);
    if (!several) {
      buttons = [];
      figure.textContent = characters.some(({ rejected }) => rejected) ? '' : characters.map(glyph).join('');
      return;
    }
    if (!buttons.length) figure.textContent = '';
    // Those that stay keep the focus.
    for (const { button } of buttons.splice(characters.length)) button.remove();
    while (buttons.length < characters.length) {
      buttons.push(makeButton(buttons.length));
      figure.append(buttons.at(-1)!.button);
    }
    figure.style.setProperty('--characters', String(characters.length));
    buttons.forEach(({ button, text, fill }, i) => {
      const { confidence, rejected } = characters[i];
      button.setAttribute('aria-pressed', String(i === selected));
      button.setAttribute('aria-label', heard(characters[i]));
      button.dataset.rejected = String(rejected);
      text.textContent = glyph(characters[i]);
      fill.style.transform = `translateX(${(100 * (confidence - 1)).toFixed(2)}%)`;
    });
  };
}
