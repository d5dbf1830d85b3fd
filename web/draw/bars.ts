import { spokenName } from '../data/published';
import { sureness } from '../ui/words';

/** Of a text, in the width of a digit; East Asian characters are twice as wide. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);

/** A row for each label; returns how to show probabilities (0..1, null for none), muted where they decide nothing. */
export function mountBars(
  list: HTMLElement,
  labels: readonly string[],
): (probabilities: readonly number[] | null, muted?: boolean) => void {
  const rows = labels.map((label) => {
    const row = document.createElement('li');
    const name = document.createElement('span');
    const track = document.createElement('span');
    const fill = document.createElement('span');
    const value = document.createElement('span');
    row.dataset.label = label;
    name.className = 'bar-label';
    name.textContent = label;
    const spoken = spokenName(label);
    if (spoken) {
      const small = document.createElement('small');
      small.textContent = spoken;
      name.append(' ', small);
    }
    track.className = 'bar-track';
    track.setAttribute('aria-hidden', 'true');
    fill.className = 'bar-fill';
    value.className = 'bar-value';
    track.append(fill);
    row.append(name, track, value);
    return { row, fill, value };
  });
  const widest = Math.max(...rows.map(({ row }) => widthOf(row.textContent)));
  list.style.setProperty('--label', `${Math.min(Math.max(1.25, 0.8 * widest), 10)}ch`);
  list.replaceChildren(...rows.map(({ row }) => row));

  return (probabilities, muted = false) => {
    list.dataset.muted = String(muted);
    const best = probabilities ? Math.max(...probabilities) : NaN;
    rows.forEach(({ row, fill, value }, i) => {
      const probability = probabilities?.[i] ?? 0;
      row.dataset.best = String(probability === best);
      fill.style.transform = `translateX(${(101 * (probability - 1)).toFixed(2)}%)`;
      value.textContent = probabilities ? sureness(probability) : '';
    });
  };
}
