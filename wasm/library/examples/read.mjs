// Reads drawings: node wasm/library/examples/read.mjs FILE, one {"strokes": [[x0, y0, x1, y1, ...], ...]} a line.
import { readFileSync } from 'node:fs';
import { createEngine } from '../../../dist/lib/inkling.js';

const engine = await createEngine({ part: 'reading' });
const model = await engine.load();
for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const { text, characters } = await model.recognize(JSON.parse(line));
  console.log(
    text || '?',
    characters.map(({ confidence }) => `${(100 * confidence).toFixed(1)} %`).join(' '),
  );
}
engine.dispose();
