import { useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import * as messages from './messages';
import { remember } from '../state/memory';
import { type Theme, theme } from '../ui/theme';

/** Takes over what public/boot.js chose. Returns how to toggle: a choice that equals the system's follows the system. */
function followSystem(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const systemTheme = (): Theme => (system.matches ? 'dark' : 'light');
  theme.value = document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
  let follows = theme.value === systemTheme();
  system.addEventListener('change', () => {
    if (follows) theme.value = systemTheme();
  });
  return () => {
    theme.value = theme.value === 'dark' ? 'light' : 'dark';
    follows = theme.value === systemTheme();
    remember('theme', follows ? null : theme.value);
  };
}

export function ThemeButton() {
  const toggle = useRef(() => {});
  useLayoutEffect(() => {
    toggle.current = followSystem();
  }, []);
  useSignalEffect(() => {
    document.documentElement.dataset.theme = theme.value;
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper);
  });
  return (
    <button
      class="icon-button"
      id="theme"
      type="button"
      aria-label={messages.page.darkTheme}
      aria-pressed={theme.value === 'dark'}
      onClick={() => toggle.current()}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="8.25" />
        <path class="solid" d="M12 3.75a8.25 8.25 0 0 1 0 16.5Z" />
      </svg>
    </button>
  );
}
