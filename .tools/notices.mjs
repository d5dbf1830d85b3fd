// For Vite: licenses.txt beside what is built, with the licences of all that went into it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './project.mjs';

/** The folder of the npm package that a module is of. */
const packageOf = (module) =>
  /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(module.replace('\0', ''))?.[0];

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} has no file with its licence`);
  return {
    name,
    text: `== ${name} ${version}, ${license}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`,
  };
}

/** `inside` is for the workers that are bundled on the way to a page, and the other for the page or library itself. */
export function notices() {
  const packages = new Set();
  const collect = (bundle) => {
    const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
    for (const folder of modules.map(packageOf)) if (folder) packages.add(folder);
  };
  const inside = { name: 'notices-inside', generateBundle: (_, bundle) => collect(bundle) };
  const whole = {
    name: 'notices',
    generateBundle(_, bundle) {
      collect(bundle);
      const own = `== Inkling, MIT\n\n${readFileSync(at('LICENSE'), 'utf8').trim()}\n`;
      const others = [...packages].map(notice).sort((a, b) => a.name.localeCompare(b.name, 'en'));
      const ours = [readFileSync(at('.tools/notices.txt'), 'utf8'), own];
      const source = [...ours, ...others.map(({ text }) => text)].join('\n');
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source });
    },
  };
  return { inside, whole };
}
