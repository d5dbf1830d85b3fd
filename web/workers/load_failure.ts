import * as messages from '../app/messages';
import type { EngineError } from '../../wasm/library/index';
import { inWords } from '../ui/words';

const PATIENCE_MS = 5000;

let updated = false;

/** Why a part of the page did not arrive, in words. */
export async function whyMissing(): Promise<string> {
  if (self.origin === 'null') return messages.connection.framed;
  try {
    const page = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!page.ok) throw new Error();
    // The name of a script changes with what is in it.
    const script = document.querySelector<HTMLScriptElement>('script[type=module]')!.src.split('/').at(-1)!;
    updated = !(await page.text()).includes(script);
    return updated ? messages.connection.updated : messages.connection.blocked;
  } catch {
    return messages.connection.offline;
  }
}

/** Whether the site has another version of this page, as far as whyMissing() has found out. */
export const isUpdated = () => updated;

/** Tries again, with a page that was updated by loading it anew. */
export function tryAgain(work: () => void): void {
  if (updated) location.reload();
  else work();
}

/** What went wrong, in words; a file that is missing may be that of another version of the page. */
export async function reasonOf(error: unknown): Promise<string> {
  const words = inWords(error);
  // Of what could not be fetched the last value is the status.
  const { values } = Object(error) as Partial<EngineError>;
  const why = values?.at(-1) === '404' ? await whyMissing() : words;
  return updated ? why : words;
}
