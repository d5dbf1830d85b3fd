/** Of each kind the hashes, by the build: wasm/setup/assets.mjs. */
declare const INKLING_ENGINES: Record<string, string>;
declare const INKLING_MODELS: Record<string, string>;

const hashed = (name: string, hashes: Record<string, string>): string => {
  const [stem, end] = name.split('.');
  return `${stem}-${hashes[stem]}.${end}`;
};

/** The name of an engine's file, such as 'inkling-simd.wasm', with the hash of what is in it. */
export const engineName = (name: string) => hashed(name, INKLING_ENGINES);

/** The same of a model that ships. */
export const modelName = (name: string) => hashed(name, INKLING_MODELS);
