import { refusal } from '../trouble';
import type { EngineError } from '../types';
import { type About, type Hdf5, PATH, startHdf5 } from './hdf5_library';
import type { Taken } from './limits';
import type { ModelFile, ModelTensor, NamedFile } from './model_files';
import { asFloats, asNumbers, type Kind } from './numbers';
import { shortened } from './shortened';

export type Value = string | number | (string | number)[];
/** The attributes of every group, by its path. */
export type Groups = Record<string, Record<string, Value>>;

const READ_ONLY = 0;
const GROUP = 0;
const DATA_SET = 1;
const WHOLE = 0;
const FLOAT = 1;
const TEXT = 3;
const NAMES = 8;
const FOLLOWED_BY_BLANKS = 2;
/** Deflate, the order of bytes, and a sum: what h5py packs with. */
const FILTERS = [1, 2, 3];
/** What a text of any length takes in the file, where its address is. */
const TEXT_PLACE = 16;
/** Groups in groups; models have six. */
const DEEPEST = 32;
/** What starting the library counts as: it takes tens of milliseconds. */
const START_PARTS = 400;
const ALWAYS = 128 * 2 ** 20;
/** Memory for the library: for a data set, for what it was packed to, and for itself. */
const mostMemory = (bytes: number) => Math.min(ALWAYS + 4 * bytes, 2 ** 31);

const elements = (shape: number[]) => shape.reduce((product, size) => product * size, 1);

/** How the numbers are kept, where they are numbers that are read. */
function kindOf({ type, size, signed, enum_type }: About): Kind | undefined {
  const whole = type === WHOLE || (type === NAMES && enum_type?.type === WHOLE);
  if (whole && [1, 2, 4, 8].includes(size)) return `${signed ? 'int' : 'uint'}${8 * size}` as Kind;
  if (type === FLOAT && [2, 4, 8].includes(size)) return `float${8 * size}` as Kind;
  return undefined;
}

/** What of all in a file is for the core. */
class Hdf5Reader {
  readonly groups: [string, Record<string, Value>][] = [];
  readonly tensors: ModelTensor[] = [];

  constructor(
    private readonly library: Hdf5,
    private readonly id: bigint,
    private readonly file: NamedFile,
    private readonly taken: Taken,
  ) {}

  get #name(): string {
    return shortened(this.file.name);
  }

  /** A group and all that is in it, by hard links alone: other links lead to what is there already, or out of the file. */
  group(path: string, depth: number): void {
    if (depth > DEEPEST)
      throw refusal('model', '{} has groups that lie more than {} deep', this.#name, DEEPEST);
    const { library, id } = this;
    this.groups.push([path, this.#attributes(`/${path}`)]);
    const names = library.get_names(id, `/${path}`, false);
    this.taken.addParts(this.file.name, names.length);
    for (const name of names) {
      const inner = path ? `${path}/${name}` : name;
      const at = `/${inner}`;
      if (
        library.get_symbolic_link(id, at) !== null ||
        library.get_external_link(id, at).filename !== undefined
      )
        continue;
      const type = library.get_type(id, at);
      if (type === GROUP) this.group(inner, depth + 1);
      else if (type === DATA_SET) this.#dataSet(inner);
    }
  }

  #attributes(at: string): Record<string, Value> {
    const names = this.library.get_attribute_names(this.id, at);
    this.taken.addParts(this.file.name, names.length);
    const all = names.map((name) => [name, this.#attribute(at, name)] as const);
    return Object.fromEntries(all.filter((each): each is [string, Value] => each[1] !== undefined));
  }

  /** Undefined for what is neither texts nor numbers. */
  #attribute(at: string, name: string): Value | undefined {
    const { library, id } = this;
    const about = library.get_attribute_metadata(id, at, name);
    const { shape, type, total_size: count, size, vlen } = about;
    if (!shape || count === 0) return [];
    this.#checkInFile(name, count * (vlen ? TEXT_PLACE : size));
    const kind = kindOf(about);
    if (!kind && type !== TEXT) return undefined;
    const values = this.#read(
      count * size,
      name,
      (place) => library.get_attribute_data(id, at, name, place),
      (bytes) => {
        if (kind) return asNumbers(bytes, kind);
        return vlen ? this.#textsAt(bytes) : this.#texts(bytes, about);
      },
      (place) => vlen && library.reclaim_vlen_memory(id, at, name, place),
    );
    if (values.some((value) => typeof value === 'number' && !Number.isFinite(value))) return undefined;
    return shape.length ? values : values[0];
  }

  #dataSet(path: string): void {
    const { library, id } = this;
    const at = `/${path}`;
    const about = library.get_dataset_metadata(id, at);
    const { shape, total_size: count, size, chunks } = about;
    const kind = kindOf(about);
    if (!shape || count === 0 || !kind) return;
    if (about.virtual_sources)
      throw refusal('model', '{} keeps {} in other files, which is not read', this.#name, shortened(path));
    if (chunks) this.#checkChunks(path, shape, chunks, size);
    else this.#checkInFile(path, count * size);
    this.taken.add(this.file.name, count * Float32Array.BYTES_PER_ELEMENT);
    const values = this.#read(
      count * size,
      path,
      (place) => library.get_dataset_data(id, at, null, null, null, place),
      (bytes) => asFloats(bytes, kind),
    );
    this.tensors.push({ name: path, shape, values });
  }

  #checkInFile(path: string, bytes: number): void {
    if (bytes > this.file.bytes.length)
      throw refusal(
        'model',
        '{} is damaged or cut short: {} would have {} bytes, and the whole file has {}',
        this.#name,
        shortened(path),
        bytes,
        this.file.bytes.length,
      );
  }

  /** What comes out of chunks, the ends of the last ones included. */
  #checkChunks(path: string, shape: number[], chunks: number[], size: number): void {
    const filters = this.library.get_dataset_filters(this.id, `/${path}`);
    if (!filters.every(({ id }) => FILTERS.includes(id)))
      throw refusal('model', '{} has {} packed in a way that is not read', this.#name, shortened(path));
    const counts = shape.map((length, i) => Math.ceil(length / chunks[i]));
    this.taken.addParts(this.file.name, elements(counts));
    this.taken.add(this.file.name, elements(counts) * elements(chunks) * size);
  }

  /** What `use` makes of the bytes that are read to a place in the library's memory. */
  #read<Made>(
    bytes: number,
    path: string,
    read: (place: bigint) => number,
    use: (bytes: Uint8Array) => Made,
    free: (place: bigint) => void = () => undefined,
  ): Made {
    const { library } = this;
    const place = library._malloc(bytes);
    if (!place || read(BigInt(place)) < 0)
      throw refusal(
        'model',
        '{} is damaged, or keeps {} elsewhere: it could not be read',
        this.#name,
        shortened(path),
      );
    const made = use(library.HEAPU8.subarray(place, place + bytes));
    free(BigInt(place));
    library._free(place);
    return made;
  }

  #text(bytes: Uint8Array): string {
    this.taken.add(this.file.name, bytes.length);
    return new TextDecoder().decode(bytes);
  }

  /** Texts of one length. */
  #texts(bytes: Uint8Array, { size, total_size, strpad }: About): string[] {
    return Array.from({ length: total_size }, (_, i) => {
      const place = bytes.subarray(i * size, (i + 1) * size);
      const end = place.indexOf(0);
      const text = this.#text(end < 0 ? place : place.subarray(0, end));
      return strpad === FOLLOWED_BY_BLANKS ? text.replace(/ +$/, '') : text;
    });
  }

  /** Texts of any length, each up to a zero, by their addresses. */
  #textsAt(bytes: Uint8Array): string[] {
    const heap = this.library.HEAPU8;
    return asNumbers(bytes, 'uint32').map((place) =>
      place ? this.#text(heap.subarray(place, heap.indexOf(0, place))) : '',
    );
  }
}

const damaged = ({ name }: NamedFile) =>
  refusal('model', '{} is an HDF5 file, but damaged or cut short', shortened(name));

export async function readHdf5(file: NamedFile, taken: Taken): Promise<ModelFile> {
  taken.addParts(file.name, START_PARTS);
  const library = await startHdf5(mostMemory(file.bytes.length));
  try {
    library.FS.writeFile(PATH, file.bytes, { canOwn: true });
    const id = library.open(PATH, READ_ONLY, false, -1, -1);
    if (id < 0n) throw damaged(file);
    const reader = new Hdf5Reader(library, id, file, taken);
    reader.group('', 0);
    return {
      name: file.name,
      description: { hdf5: Object.fromEntries(reader.groups) },
      tensors: reader.tensors,
    };
  } catch (error) {
    if ((error as EngineError).where) throw error;
    throw Object.assign(damaged(file), { cause: error });
  }
}
