// The single-line fonts that Dr. A. V. Hershey drew at the U.S. National Bureau of Standards, as Debian's
// hershey-fonts-data brings them. https://paulbourke.net/dataformats/hershey/
import { readFileSync } from 'node:fs';

const folder = '/usr/share/hershey-fonts';
const origin = 'R'.charCodeAt(0);

/** The glyphs of a font in its order, from the space on: each a list of strokes [x, y, x, y, ...], y downwards. */
export function readFont(name) {
  const glyphs = [];
  const text = readFileSync(`${folder}/${name}.jhf`, 'latin1').replaceAll('\r', '');
  for (let at = 0; at < text.length;) {
    // Five places for a number, three for the pairs that follow; long glyphs go over several lines.
    const pairs = Number(text.slice(at + 5, at + 8));
    if (!pairs) break;
    at += 8;
    let content = '';
    while (content.length < 2 * pairs && at < text.length) {
      if (text[at] !== '\n') content += text[at];
      at += 1;
    }
    while (text[at] === '\n') at += 1;
    const strokes = [[]];
    for (let i = 2; i < content.length; i += 2) {
      const pair = content.slice(i, i + 2);
      if (pair === ' R') strokes.push([]);
      else strokes.at(-1).push(pair.charCodeAt(0) - origin, pair.charCodeAt(1) - origin);
    }
    glyphs.push(strokes.filter((stroke) => stroke.length > 0));
  }
  return glyphs;
}

/** { character, strokes } for every letter of a font that is ordered as ASCII is. */
export function letters(name) {
  return readFont(name)
    .map((strokes, i) => ({ character: String.fromCharCode(32 + i), strokes }))
    .filter(({ character, strokes }) => /[A-Za-z]/.test(character) && strokes.length > 0);
}
