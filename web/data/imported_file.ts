/** A file that a person brought, and where it lay in the folder it came from: 'digits/3/0001.png'. */
export interface ImportedFile {
  path: string;
  file: File;
}

export const chosen = (files: Iterable<File>): ImportedFile[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** What was dropped, folders with all that is in them. */
export const dropped = ({ items, files }: DataTransfer): Promise<ImportedFile[]> =>
  droppedEntries(
    Array.from(items, (item) => item.webkitGetAsEntry()),
    [...files],
  );

/** The same, of what has to be taken from the event at once. */
export async function droppedEntries(
  entries: (FileSystemEntry | null)[],
  files: File[],
): Promise<ImportedFile[]> {
  const found = entries.filter((entry) => entry !== null);
  return found.length ? (await Promise.all(found.map(below))).flat() : chosen(files);
}

async function below(entry: FileSystemEntry): Promise<ImportedFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: ImportedFile[] = [];
  for (;;) {
    // A folder is listed some entries at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (!some.length) return all;
    for (const each of await Promise.all(some.map(below))) all.push(...each);
  }
}
