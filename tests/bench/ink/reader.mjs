// The program that reads drawings, kept open.
import { at } from '../../../.tools/project.mjs';
import { startProgram } from '../program.mjs';

const program = process.env.INKLING_PROGRAM ?? at('build/native/inkling');

/** { read(drawings) -> answers, close() } */
export function reader(model) {
  const started = startProgram([program, 'predict', model, '--strokes', '-']);
  return {
    async read(drawings) {
      const { ask } = await started;
      const answers = [];
      for (const { strokes, pen } of drawings) answers.push(await ask(JSON.stringify({ strokes, pen })));
      return answers;
    },
    close: async () => (await started).close(),
  };
}
