// Chromium as tests and benchmarks start it: it asks nobody for anything but the page.
import { chromium } from '../.tools/debian.mjs';

/** Of several lists Chromium takes the last, so this one has what Playwright switches off, as far as it is about Chromium here. */
const withoutFeatures = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  // Pages of Chromium's own for each window, which nobody sees: to load them takes as long as to load ours.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

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
    `--disable-features=${withoutFeatures}`,
  ],
});
