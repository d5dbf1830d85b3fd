import type { Page } from 'playwright-core';

/**
 * What cannot be seen of a page, in words: texts and images that are clipped, covered, larger than their box, over one
 * another or off the screen sideways. Focusable regions that scroll may hold more than they show.
 */
export const unseen = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const SLACK = 1.5;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { pointer-events: auto !important; scroll-behavior: auto !important; }');
    document.adoptedStyleSheets.push(sheet);
    const faults: string[] = [];
    const styles = new Map<Element, CSSStyleDeclaration>();
    const styleOf = (element: Element) => {
      if (!styles.has(element)) styles.set(element, getComputedStyle(element));
      return styles.get(element)!;
    };
    const ancestorsOf = (element: Element) => {
      const all: Element[] = [];
      for (let one = element.parentElement; one; one = one.parentElement) all.push(one);
      return all;
    };
    const isShown = (element: Element) =>
      element.checkVisibility({
        opacityProperty: true,
        visibilityProperty: true,
        contentVisibilityAuto: true,
      }) &&
      // For screen readers alone.
      [element, ...ancestorsOf(element)].every((one) => styleOf(one).clipPath === 'none');
    const name = (element: Element, text: string) => {
      const id = element.closest('[data-testid], [id]');
      const place = id?.getAttribute('data-testid') ?? id?.id ?? '';
      return `${place} ${element.tagName.toLowerCase()} “${text.trim().slice(0, 40)}”`;
    };

    interface Thing {
      element: Element;
      text: string;
      box: () => DOMRect;
      /** The boxes of its lines. */
      lines: () => DOMRect[];
    }
    const things: Thing[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      const text = node.textContent!;
      if (!text.trim() || element.closest('script, style, noscript, option, select') || !isShown(element))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      things.push({
        element,
        text,
        box: () => range.getBoundingClientRect(),
        lines: () => [...range.getClientRects()],
      });
    }
    for (const element of document.querySelectorAll('img, canvas[role="img"], svg[role="img"]'))
      if (isShown(element))
        things.push({
          element,
          text: element.getAttribute('aria-label') ?? '',
          box: () => element.getBoundingClientRect(),
          lines: () => [element.getBoundingClientRect()],
        });

    const isText = ({ element }: Thing) => !/^(img|canvas|svg)$/i.test(element.tagName);
    const scrolls = (element: Element) =>
      element.matches('[tabindex="0"], [role="tablist"]') && /auto|scroll/.test(styleOf(element).overflow);
    const isClear = (colour: string) => /rgba\(.*, 0\)|\/ 0\)|transparent/.test(colour);
    /** Whether it hides what lies behind it. */
    const isOpaque = (element: Element) => {
      const style = styleOf(element);
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
      return (
        !isClear(style.backgroundColor) || style.backgroundImage !== 'none' || element.matches('img, video')
      );
    };

    for (const thing of things) {
      const { element } = thing;
      const words = name(element, thing.text);
      const before = thing.box();
      if (before.top < 0.2 * innerHeight || before.bottom > 0.7 * innerHeight)
        element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const box = thing.box();
      if (box.width < 1 || box.height < 1) continue;
      const above = ancestorsOf(element);
      const strip = [element, ...above].find(scrolls);
      if (!strip && (box.left + scrollX < -SLACK || box.right + scrollX > innerWidth + SLACK))
        faults.push(`off the screen: ${words}`);

      for (const one of strip ? above.slice(0, Math.max(0, above.indexOf(strip))) : above) {
        if (one === document.body || one === document.documentElement) break;
        const { overflowX, overflowY } = styleOf(one);
        const edge = one.getBoundingClientRect();
        const x = overflowX !== 'visible' && (box.left < edge.left - SLACK || box.right > edge.right + SLACK);
        // A line box is higher than its letters.
        const give = isText(thing) ? 0.3 * box.height : SLACK;
        const y = overflowY !== 'visible' && (box.top < edge.top - give || box.bottom > edge.bottom + give);
        if (x || y) faults.push(`clipped: ${words}`);
      }

      if (isText(thing) && !strip) {
        const own = [element, ...above].find((one) => styleOf(one).display !== 'inline')!;
        const edge = own.getBoundingClientRect();
        if (own.scrollWidth > own.clientWidth + SLACK && styleOf(own).overflowX === 'hidden')
          faults.push(`cut short: ${words}`);
        else if (box.left < edge.left - SLACK || box.right > edge.right + SLACK)
          faults.push(`wider than its box: ${words}`);
      }

      const at = (share: number, from: number, to: number) => from + share * (to - from);
      const points = thing
        .lines()
        .flatMap((line) =>
          [0.5, 0.1, 0.9].flatMap((x) =>
            [0.5, 0.25, 0.75].map((y) => [at(x, line.left, line.right), at(y, line.top, line.bottom)]),
          ),
        );
      const covered = points.filter(([x, y]) => {
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
        if (strip) {
          const edge = strip.getBoundingClientRect();
          if (x <= edge.left || x >= edge.right || y <= edge.top || y >= edge.bottom) return false;
        }
        const stack = document.elementsFromPoint(x, y);
        const self = stack.findIndex(
          (one) => one === element || one.contains(element) || (!isText(thing) && element.contains(one)),
        );
        return stack.slice(0, self).some(isOpaque);
      });
      // Marks may lie on an image.
      if (covered.length > (isText(thing) ? 0 : points.length / 2)) faults.push(`covered: ${words}`);
    }

    const texts = things.filter(isText);
    scrollTo(0, 0);
    // Of a line's height letters take the middle.
    const lines = texts.map((thing) =>
      thing.lines().map(({ x, y, width, height }) => new DOMRect(x, y + 0.2 * height, width, 0.6 * height)),
    );
    const touch = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) >= 2 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) >= 2;
    texts.forEach((one, i) => {
      for (let j = i + 1; j < texts.length; j++) {
        if (one.element === texts[j].element) continue;
        if (!lines[i].some((a) => lines[j].some((b) => touch(a, b)))) continue;
        const pinned = [one, texts[j]].some(({ element }) =>
          [element, ...ancestorsOf(element)].some((each) => /fixed|sticky/.test(styleOf(each).position)),
        );
        if (pinned) continue;
        faults.push(
          `over one another: ${name(one.element, one.text)} and ${name(texts[j].element, texts[j].text)}`,
        );
      }
    });

    const pen = document.createElement('canvas').getContext('2d')!;
    for (const control of document.querySelectorAll<HTMLSelectElement | HTMLInputElement>(
      'select, input:not([type]), input[type="text"]',
    )) {
      if (!isShown(control)) continue;
      const { font, paddingLeft, paddingRight } = styleOf(control);
      const isSelect = control instanceof HTMLSelectElement;
      const text = isSelect ? (control.selectedOptions[0]?.textContent ?? '') : control.value;
      pen.font = font;
      const room =
        control.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - (isSelect ? 16 : 0);
      if (pen.measureText(text).width > room + SLACK) faults.push(`cut short: ${name(control, text)}`);
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    return [...new Set(faults)];
  });

const SIZES = [
  [1280, 800],
  [390, 844],
  [320, 568],
] as const;

/** The same, in three sizes and both themes. */
export async function unseenAnywhere(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const toggle = page.locator('#theme');
  for (let theme = 0; theme < 2; theme++) {
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(250);
      const dark = (await toggle.getAttribute('aria-pressed')) === 'true' ? 'dark' : 'light';
      for (const fault of await unseen(page)) faults.push(`${width} px, ${dark}: ${fault}`);
    }
    await page.setViewportSize({ width: SIZES[0][0], height: SIZES[0][1] });
    await toggle.click();
  }
  return faults;
}
