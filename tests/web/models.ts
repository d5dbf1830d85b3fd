import { readFileSync } from 'node:fs';
import { at } from '../../.tools/project.mjs';
import { unpackModel } from '../../wasm/library/containers/model_files';

export const fixture = (name: string) => new Uint8Array(readFileSync(at('tests/fixtures/models', name)));

export const open = (...names: string[]) =>
  unpackModel(Object.fromEntries(names.map((name) => [name, fixture(name)])));

/** What is said of files that are not opened. */
export const refusalOf = (files: Record<string, Uint8Array>): Promise<string> =>
  unpackModel(files).then(
    () => 'opened',
    (error: Error) => error.message,
  );
