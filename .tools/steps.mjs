// Runs programs, tells the person in plain words what is going on, and keeps every program's output in build/logs/.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, root } from './project.mjs';

/** Something the person can act on: shown as its message alone, without a stack trace. */
export class Failure extends Error {}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    const busy = running.size > 0;
    for (const child of running) child.kill('SIGTERM');
    process.exit(busy ? 130 : 0);
  });
}

function execute(log, command, args, env, priority) {
  const file = openSync(log, 'a');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', file, file],
    });
    running.add(child);
    if (priority && child.pid) setPriority(child.pid, priority);
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
    child.once('close', () => running.delete(child));
  }).finally(() => closeSync(file));
}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function tail(log, start, lines = 40) {
  const text = readFileSync(log).subarray(start).toString().trimEnd().split('\n').slice(-lines);
  return text.map((line) => `  | ${line}`).join('\n');
}

/**
 * A log of its own for a piece of work. `run(command, args, env)` runs a program into it and throws a Failure with
 * the program's last lines when that ends badly. With a `priority` (as setPriority() takes it) it makes way for others.
 */
export function logbook(name, priority) {
  const log = at('build/logs', `${name}.log`);
  mkdirSync(at('build/logs'), { recursive: true });
  writeFileSync(log, '');
  const run = async (command, args, env = {}) => {
    const start = statSync(log).size;
    const status = await execute(log, command, args, env, priority).catch((error) => {
      throw new Failure(`${command} could not be started: ${error.message}`);
    });
    if (status === 0) return;
    throw new Failure(
      `${basename(command === process.execPath ? args[0] : command)} ended with ${status}; the log is ${relative(process.cwd(), log)}, its last lines:\n${tail(log, start)}`,
    );
  };
  return { run, read: () => readFileSync(log, 'utf8') };
}

/** Says what is done, does it, says how long it took. */
export async function step(title, name, work) {
  const started = performance.now();
  process.stdout.write(`${title} ... `);
  try {
    await work(logbook(name).run);
  } catch (error) {
    console.log('failed');
    throw error;
  }
  console.log(seconds(started));
}

/**
 * Runs `work` if node was started with this module (pass `import.meta.url`). A Failure becomes its message and exit
 * status 1.
 */
export async function main(module, work) {
  const script = process.argv[1];
  if (!script || realpathSync(script) !== fileURLToPath(module)) return;
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exit(1);
  }
}
