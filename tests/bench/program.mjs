// A contender that is a program: it reads `round MS` and answers with a line of JSON.
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

/** `first` is a line that it reads before all others. */
export async function startProgram([command, ...args], first, env = {}) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.once('error', (error) => (errors += error.message));
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value);
    await ended;
    throw new Error(`${basename(command)} ended: ${errors.trim().split('\n').at(-1)}`);
  };
  if (first !== undefined) child.stdin.write(`${JSON.stringify(first)}\n`);
  return {
    pid: child.pid,
    ask,
    round: (ms) => ask(`round ${ms}`),
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
}
