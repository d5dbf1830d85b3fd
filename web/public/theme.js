// Runs before the first paint, so that a chosen theme never flashes. The rest is in components/theme.ts.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('inkling-theme');
  } catch {
    // Storage may be switched off: the system's preference serves.
  }
  var dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
