// Runs before the first paint and without any of the rest.
(function () {
  var words = document.currentScript.dataset;
  // A chosen theme never flashes; app/theme.tsx takes over from here.
  var chosen = null;
  try {
    chosen = localStorage.getItem('inkling-theme');
  } catch {
    // Storage may be switched off: the system's preference serves.
  }
  var dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches || darkens();
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';

  // Some browsers darken light pages of their own accord, but not what is drawn on a canvas.
  function darkens() {
    var probe = document.documentElement.appendChild(document.createElement('div'));
    probe.style.cssText = 'color-scheme: light; background: Canvas';
    var background = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return background !== 'rgb(255, 255, 255)';
  }

  // Where the page's own program does not arrive or does not run, nobody else can say so.
  function explain(event) {
    var verdict = document.getElementById('verdict');
    if (!(event.target instanceof HTMLScriptElement || event.filename) || !verdict) return;
    if (document.documentElement.dataset.started) return;
    document.getElementById('answer').dataset.state = 'error';
    // A sandboxed frame has no origin, and may load no modules.
    verdict.textContent = self.origin === 'null' ? words.framed + ' ' + location.href : words.incomplete;
  }
  addEventListener('error', explain, true);

  // Buttons are seen before the page's own program has taken over: what is pressed until then is pressed again.
  var pressed = [];
  function keep(event) {
    var button = event.target instanceof Element && event.target.closest('button');
    if (button) pressed.push(button);
  }
  function pressAgain() {
    removeEventListener('click', keep, true);
    pressed.forEach(function (button) {
      button.click();
    });
  }
  addEventListener('click', keep, true);
  addEventListener('started', pressAgain, { once: true });
})();
