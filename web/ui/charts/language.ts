// uPlot formats numbers in the browser's language as soon as it is loaded. In containers that is often none, as 'C'.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}
