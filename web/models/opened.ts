import * as messages from '../app/messages';
import type { TrainingContext } from '../app/context';
import type { ModelAbout } from '../workers/model_files';

const LARGEST_BYTES = 512 * 2 ** 20;
/** What is one model by itself; a checkpoint is one too. */
const WHOLE = /\.(safetensors|checkpoint|keras)$/i;

/** One model in the files that somebody chose or dropped, as it was opened. */
export interface Opened {
  name: string;
  files: Record<string, Uint8Array<ArrayBuffer>>;
  about: ModelAbout;
}

/** The files of each model: those that are not whole belong together, as weights and what they are of. */
export function modelsIn(files: File[]): File[][] {
  const parts = files.filter(({ name }) => !WHOLE.test(name));
  const whole = files.filter(({ name }) => WHOLE.test(name)).map((file) => [file]);
  return parts.length ? [...whole, parts] : whole;
}

/** Rejects, in words, where they are no model. */
export async function openModel({ trainer }: TrainingContext, all: File[]): Promise<Opened> {
  const files: Opened['files'] = {};
  for (const file of all) {
    if (file.size > LARGEST_BYTES) throw new Error(messages.models.tooLarge);
    files[file.name] = new Uint8Array(await file.arrayBuffer());
  }
  const about = await trainer.ask((service) => service.inspect(files));
  return { name: all[0].name.replace(/\.[a-z0-9]+$/i, ''), files, about };
}
