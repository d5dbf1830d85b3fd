// For Vite: what opens the files of other programs, as modules for wasm/library/containers/.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { compileRaw } from 'pbf/compile';
import { sync as parseProto } from 'resolve-protobuf-schema';
import { at } from './project.mjs';

const SCRIPT = at('node_modules/h5wasm/dist/esm/hdf5_util.js');

/** h5wasm's script, and the program that it has within as one long text, in which a byte is a character. */
function h5wasm() {
  const whole = readFileSync(SCRIPT, 'utf8');
  const [text] = /(?<=binaryDecode\()'(\\.|[^'\\])*'(?=\))/s.exec(whole);
  const characters = new Function(`return ${text}`)();
  // What stands for 0 is a character of two bytes whose lower one it is.
  const program = Buffer.from(characters, 'latin1');
  return { script: whole.replace(text, "''"), program };
}

/** Where tests find the program. */
function kept(program) {
  const file = at('build/hdf5.wasm');
  mkdirSync(at('build'), { recursive: true });
  if (!existsSync(file) || statSync(file).size !== program.length) writeFileSync(file, program);
  return pathToFileURL(file).href;
}

/**
 * 'h5wasm/program': h5wasm's script as the default, and the address of its program, a file of its own, which is compiled
 * while it arrives, and of which there can be any number of instances. And what pbf makes of a .proto file.
 * @type {() => import('vite').Plugin}
 */
export const containers = () => {
  let isBuild = false;
  return {
    name: 'containers',
    // Vite would look for it in the package.
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: (id) => (id === 'h5wasm/program' ? SCRIPT : undefined),
    load(id) {
      if (id.endsWith('.proto')) return compileRaw(parseProto(id));
      if (id !== SCRIPT) return undefined;
      const { script, program } = h5wasm();
      const address = isBuild
        ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: 'hdf5.wasm', source: program })}`
        : JSON.stringify(kept(program));
      return `${script}\nexport const program = new URL(${address});\n`;
    },
  };
};
