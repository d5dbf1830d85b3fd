/** The hash in the names of all engines, and that of each model, by the build: .tools/assets.mjs. */
declare const INKLING_ENGINES: string;
declare const INKLING_MODELS: Record<string, string>;

/** The name of an engine's file, as 'inkling-simd' and '.wasm'. */
export const engineName = (stem: string, end: string) => `${stem}-${INKLING_ENGINES}${end}`;

/** The name of the file of a model that ships, as `inkling` or `inkling-kuzushiji`; it stands beside the library. */
export const modelName = (stem: string) => `${stem}-${INKLING_MODELS[stem]}.safetensors`;
