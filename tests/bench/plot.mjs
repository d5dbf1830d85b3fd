// What `npm run bench:scale` has measured as a picture: one panel a series, both axes logarithmic.
const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM, COLUMNS] = [300, 210, 52, 30, 14, 34, 3];
const SPEED = '#b0300c';
const IDEAL = '#8a8f98';

const short = (value) => (value >= 1000 ? `${Number((value / 1000).toPrecision(2))}k` : String(value));
const logarithmic = (values, from, to) => {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => from + ((Math.log(value) - least) / (most - least || 1)) * (to - from);
};
const path = (points) =>
  points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" ${more}>${words}</text>`;

function panel({ name, work, rows }) {
  const speeds = rows.flatMap(({ speed, ideal }) => [speed.min, speed.max, ideal]);
  const [least, most] = [Math.min(...speeds) / 1.15, Math.max(...speeds) * 1.15];
  const x = logarithmic(
    rows.map((row) => row.x),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = logarithmic([least, most], HEIGHT - BOTTOM, TOP);
  const at = (value) => rows.map((row) => [x(row.x), y(value(row))]);
  const ranges = rows.map(({ x: value, speed }) => `M${x(value)} ${y(speed.min)}V${y(speed.max)}`).join('');
  return [
    text(LEFT, 18, `${work === 'train' ? 'Training' : 'Reading'}: ${name}`, 'class="title"'),
    `<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" class="axis"/>`,
    `<path d="${path(at(({ ideal }) => ideal))}" stroke="${IDEAL}" stroke-dasharray="4 3"/>`,
    `<path d="${path(at(({ speed }) => speed.median))}" stroke="${SPEED}" stroke-width="2"/>`,
    `<path d="${ranges}" stroke="${SPEED}"/>`,
    ...rows.map((row) => text(x(row.x), HEIGHT - BOTTOM + 16, short(row.x), 'text-anchor="middle"')),
    ...[Math.min, Math.max].map((which) => {
      const value = which(...rows.map(({ speed }) => speed.median));
      return text(LEFT - 5, y(value) + 4, short(Number(value.toPrecision(2))), 'text-anchor="end"');
    }),
  ].join('');
}

/** An SVG with a panel for each. */
export function plot(all) {
  const rows = Math.ceil(all.length / COLUMNS);
  const place = (i) => `translate(${WIDTH * (i % COLUMNS)} ${HEIGHT * Math.floor(i / COLUMNS)})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * COLUMNS} ${HEIGHT * rows + 24}" role="img">
<title>Images a second as the work grows; dashed, what they would be if only the arithmetic counted</title>
<style>svg{background:#fff}path{fill:none}text{font:11px sans-serif;fill:#1d2433}.title{font-weight:600}.axis{stroke:#8a8f98}</style>
${all.map((one, i) => `<g transform="${place(i)}">${panel(one)}</g>`).join('\n')}
${text(LEFT, HEIGHT * rows + 14, 'Images a second, median and range of the rounds; dashed: if only the arithmetic counted. Both axes are logarithmic.')}
</svg>
`;
}
