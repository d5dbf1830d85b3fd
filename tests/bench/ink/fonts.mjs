// Single-line fonts beside Hershey's, out of two of Debian's packages that need not be installed for them: the EMS fonts
// by Sheldon B. Michaels and Windell H. Oskay (SIL Open Font License) in `inkscape`, the technical ones of
// `librecad-data` (GPL 2 or later; SIL Open Font License).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { at } from '../../../.tools/project.mjs';

const packages = ['inkscape', 'librecad-data'];
/** Those which Hershey did not draw, and that are lines, not outlines. */
const technical = ['standard', 'iso', 'iso3098', 'lc_opengost-ar', 'lc_opengost-br'];

function unpacked() {
  const folder = at('build/ink/fonts');
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { recursive: true });
  execFileSync('apt-get', ['download', '-q', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const file of readdirSync(folder)) execFileSync('dpkg-deb', ['-x', file, folder], { cwd: folder });
  return folder;
}

const isLetter = (character) => /^[A-Za-z]$/.test(character);

/** Paths of moves and lines only: "M x y L x y ...", y upwards. */
function svgLetters(text) {
  const glyphs = text.matchAll(/<glyph unicode="(.)"[^>]*? d="([^"]+)"/g);
  return [...glyphs]
    .filter(([, character, path]) => isLetter(character) && /^[ML\d\s.+-]+$/.test(path))
    .map(([, character, path]) => ({
      character,
      strokes: path
        .split('M')
        .slice(1)
        .map((line) => line.match(/[-+.\d]+/g).map((number, i) => (i % 2 ? -1 : 1) * Number(number))),
    }));
}

/** The points of an arc from one point to the next, that bulges by so much of half its chord; without the first. */
function arc([x0, y0], [x1, y1], bulge) {
  if (!bulge) return [x1, y1];
  const angle = 4 * Math.atan(bulge);
  const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const reach = 1 / (2 * Math.tan(angle / 2));
  const [centreX, centreY] = [middleX - (y1 - y0) * reach, middleY + (x1 - x0) * reach];
  const steps = Math.max(2, Math.ceil(Math.abs(angle) / 0.25));
  return Array.from({ length: steps }, (_, i) => {
    const turn = (angle * (i + 1)) / steps;
    const [x, y] = [x0 - centreX, y0 - centreY];
    return [
      centreX + x * Math.cos(turn) - y * Math.sin(turn),
      centreY + x * Math.sin(turn) + y * Math.cos(turn),
    ];
  }).flat();
}

/** "[0041] A", then a line for each stroke: x,y or x,y,Abulge between semicolons, y upwards. */
function cadLetters(text) {
  return text
    .split(/^\[/m)
    .slice(1)
    .map((glyph) => glyph.split(/\r?\n/))
    .map(([head, ...lines]) => ({
      character: String.fromCodePoint(parseInt(head, 16)),
      strokes: lines
        .filter((line) => /^[-\d]/.test(line))
        .map((line) => {
          const points = line.split(';').map((point) => point.split(','));
          const places = points.map(([x, y]) => [Number(x), Number(y)]);
          const bulges = points.map(([, , bulge]) => Number((bulge ?? 'A0').slice(1)));
          return places
            .flatMap((place, i) => (i === 0 ? place : arc(places[i - 1], place, bulges[i])))
            .map((number, i) => (i % 2 ? -number : number));
        }),
    }))
    .filter(({ character, strokes }) => isLetter(character) && strokes.length > 0);
}

/** { character, strokes } for the letters of all of them. */
export function plainLetters() {
  const folder = `${unpacked()}/usr/share`;
  const svgFolder = `${folder}/inkscape/extensions/svg_fonts`;
  const svgFonts = readdirSync(svgFolder).filter((name) => name.startsWith('EMS'));
  return [
    ...svgFonts.flatMap((name) => svgLetters(readFileSync(`${svgFolder}/${name}`, 'utf8'))),
    ...technical.flatMap((name) => cadLetters(readFileSync(`${folder}/librecad/fonts/${name}.lff`, 'utf8'))),
  ];
}
