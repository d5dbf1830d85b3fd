import type * as api from './types';

/** The hash in the names of all engines, and that of each model, by the build: .tools/assets.mjs. */
declare const INKLING_ENGINES: string;
declare const INKLING_MODELS: Record<string, string>;

/** The name of an engine's file, as 'inkling-simd' and '.wasm'. */
export const engineName = (stem: string, end: string) => `${stem}-${INKLING_ENGINES}${end}`;

export const modelName: typeof api.modelName = (model) => `${model}-${INKLING_MODELS[model]}.safetensors`;
