import type { AppContext } from './context';

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files');

/** Lets files be dropped anywhere on the page. */
export function acceptDrops(page: HTMLElement, app: AppContext, openPicture: (file: File) => void): void {
  page.addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  page.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    // They are gone once this has returned.
    const { items, files } = event.dataTransfer!;
    const [entries, all] = [Array.from(items, (item) => item.webkitGetAsEntry()), [...files]];
    void import('./drop').then(({ takeDropped }) => takeDropped(app, openPicture, entries, all));
  });
}
