/** Which tab has which run. A tab that dies lets go of its runs. */

const PREFIX = 'inkling-run-';
/** Where there are no locks the other tabs are asked: how long they may take to answer, busy as they are. */
const ANSWER_MS = 500;
const QUESTION = '?';

/** The runs of this tab. */
const mine = new Set<string>();
let ear: BroadcastChannel | null = null;

/** The runs that other tabs have. */
export async function ownedElsewhere(): Promise<Set<string>> {
  const ids = navigator.locks ? await locked() : await answered();
  return new Set(ids.filter((id) => !mine.has(id)));
}

/** Takes a run for this tab, until the way out is called; null where another tab has it. */
export async function own(id: string): Promise<(() => void) | null> {
  const release = navigator.locks ? await lock(id) : (await ownedElsewhere()).has(id) ? null : () => {};
  if (!release) return null;
  mine.add(id);
  if (!navigator.locks) answer();
  return () => {
    mine.delete(id);
    release();
  };
}

async function locked(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query().catch((): LockManagerSnapshot => ({}));
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX));
  return names.map((name) => name.slice(PREFIX.length));
}

/** Where the browser refuses to lock, the page is alone: it keeps nothing for it either. */
const lock = (id: string) =>
  new Promise<(() => void) | null>((resolve) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    navigator.locks
      .request(PREFIX + id, { ifAvailable: true }, (held) => (held ? hold() : resolve(null)))
      .catch(() => resolve(() => {}));
  });

/** Tells whoever asks, from now on. */
function answer(): void {
  if (ear || typeof BroadcastChannel === 'undefined') return;
  ear = new BroadcastChannel(PREFIX);
  ear.onmessage = ({ data }) => {
    if (data === QUESTION) for (const id of mine) ear!.postMessage(id);
  };
}

async function answered(): Promise<string[]> {
  if (typeof BroadcastChannel === 'undefined') return [];
  const answers: string[] = [];
  const mouth = new BroadcastChannel(PREFIX);
  mouth.onmessage = ({ data }) => {
    if (data !== QUESTION) answers.push(String(data));
  };
  mouth.postMessage(QUESTION);
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  mouth.close();
  return answers;
}
