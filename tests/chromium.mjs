// Chromium as tests and benchmarks start it: it asks nobody for anything but the page.
import { chromium } from '../.tools/debian.mjs';

export const chromiumOptions = () => ({
  executablePath: chromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
