import { remember } from '../state/memory';
import { type Theme, theme } from '../ui/theme';

const system = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = (): Theme => (system.matches ? 'dark' : 'light');

/** A choice that equals the system's theme goes back to following the system. */
export function mountTheme(button: HTMLButtonElement): void {
  let follows = theme.value === systemTheme();
  button.addEventListener('click', () => {
    theme.value = theme.value === 'dark' ? 'light' : 'dark';
    follows = theme.value === systemTheme();
    remember('theme', follows ? null : theme.value);
  });
  system.addEventListener('change', () => {
    if (follows) theme.value = systemTheme();
  });
  theme.subscribe((value) => {
    document.documentElement.dataset.theme = value;
    button.setAttribute('aria-pressed', String(value === 'dark'));
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper);
  });
}
