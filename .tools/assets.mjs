// The files that no bundler touches, engines and models, under names that change with what is in them: a page never gets
// the engine of another release, and a file of such a name may be kept for good.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, readingVariants, variants } from './project.mjs';

const engine = (name, ...ends) => ({ stem: `inkling-${name}`, from: 'build/wasm', to: 'engine', ends });
/** What is of one stem goes together. */
const engines = [
  ...variants.map((name) => engine(name, '.js', '.wasm')),
  ...readingVariants.map((name) => engine(`${name}-reading`, '.wasm')),
];
const model = (stem) => ({ stem, from: 'src/presets', to: '', ends: ['.safetensors'] });
const models = readdirSync(at('src/presets'))
  .filter((name) => name.endsWith('.safetensors'))
  .map((name) => model(name.replace('.safetensors', '')));
const assets = [...engines, ...models];
const pathOf = ({ stem, from }, end) => `${from}/${stem}${end}`;

/** From where they come. */
export const assetSources = () => assets.flatMap((asset) => asset.ends.map((end) => pathOf(asset, end)));

function hashOf(...some) {
  const hash = createHash('sha256');
  for (const asset of some) for (const end of asset.ends) hash.update(readFileSync(at(pathOf(asset, end))));
  return hash.digest('hex').slice(0, 8);
}

/** The engines share one: what a page loads is of one build. */
const sharedBy = (asset) => (engines.includes(asset) ? hashOf(...engines) : hashOf(asset));

/** Puts them into a folder. */
export function copyAssets(folder) {
  for (const asset of assets) {
    const { stem, to, ends } = asset;
    const name = `${stem}-${sharedBy(asset)}`;
    for (const end of ends) {
      let content = readFileSync(at(pathOf(asset, end)));
      // The script of an engine names itself, for its threads, and the program.
      if (end === '.js')
        content = ends.reduce((text, each) => text.replaceAll(stem + each, name + each), String(content));
      const file = join(folder, to, name + end);
      // Whoever reads it meanwhile is not disturbed.
      if (existsSync(file) && statSync(file).size === Buffer.byteLength(content)) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

/** For Vite: what is put in place of names in wasm/library/assets.ts. */
export function assetHashes() {
  const ofModels = Object.fromEntries(models.map((asset) => [asset.stem, hashOf(asset)]));
  return {
    INKLING_ENGINES: JSON.stringify(hashOf(...engines)),
    INKLING_MODELS: JSON.stringify(ofModels),
  };
}
