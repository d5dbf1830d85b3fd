import { refusal } from '../trouble';
import type { Groups, Value } from './hdf5';
import { type Description, type Hdf5, PATH, startHdf5 } from './hdf5_library';
import type { ModelFile } from './model_files';
import { shortened } from './shortened';

const TRUNCATE = 2;
const WHOLE = 0;
const FLOAT = 1;
const TEXT = 3;
const ASCII = 0;
const ALWAYS = 64 * 2 ** 20;

/** Of one element for each of `shape`, or one alone. */
function described(type: number, size: number, shape: number[]): Description {
  const sizes = shape.map(BigInt);
  return { type, size, signed: true, vlen: false, cset: ASCII, shape: sizes, maxshape: sizes };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Writes as Keras does: one text with any length, a list of them with one length for all, ended by a zero. */
class Hdf5Writer {
  readonly #made = new Set(['']);

  constructor(
    private readonly library: Hdf5,
    private readonly id: bigint,
  ) {}

  /** A group with all that it lies in. */
  group(path: string): void {
    if (this.#made.has(path)) return;
    this.group(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
    this.#check(path, this.library.create_group(this.id, `/${path}`, false));
    this.#made.add(path);
  }

  attribute(path: string, name: string, value: Value): void {
    const { library, id } = this;
    const at = `/${path}`;
    if (typeof value === 'string') {
      const about = { ...described(TEXT, 4, []), vlen: true };
      this.#check(name, library.create_vlen_str_attribute(id, at, name, [value], about));
      return;
    }
    const list = Array.isArray(value) ? value : [value];
    const shape = Array.isArray(value) ? [list.length] : [];
    if (typeof list[0] === 'string') {
      const texts = list.map((text) => bytesOf(String(text)));
      const size = 1 + Math.max(...texts.map(({ length }) => length));
      const bytes = new Uint8Array(size * texts.length);
      texts.forEach((text, i) => bytes.set(text, i * size));
      this.#write(name, bytes, (place) =>
        library.create_attribute(id, at, name, place, described(TEXT, size, shape)),
      );
      return;
    }
    const isWhole = list.length > 0 && list.every(Number.isSafeInteger);
    const numbers = isWhole ? BigInt64Array.from(list, BigInt) : Float64Array.from(list, Number);
    this.#write(name, new Uint8Array(numbers.buffer), (place) =>
      library.create_attribute(id, at, name, place, described(isWhole ? WHOLE : FLOAT, 8, shape)),
    );
  }

  dataSet(path: string, shape: number[], values: Float32Array): void {
    const { library, id } = this;
    this.group(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#write(path, bytes, (place) =>
      library.create_dataset(id, `/${path}`, place, described(FLOAT, 4, shape)),
    );
  }

  #write(name: string, bytes: Uint8Array, create: (place: bigint) => number): void {
    const place = this.library._malloc(bytes.length + 1);
    if (place) this.library.HEAPU8.set(bytes, place);
    this.#check(name, place ? create(BigInt(place)) : -1);
    this.library._free(place);
  }

  #check(name: string, status: number): void {
    if (status < 0) throw refusal('model', '{} could not be written to an HDF5 file', shortened(name));
  }
}

export async function writeHdf5({ description, tensors = [] }: ModelFile): Promise<Uint8Array> {
  const { hdf5 } = description as { hdf5: Groups };
  const bytes = tensors.reduce((sum, { values }) => sum + values.byteLength, 0);
  const library = await startHdf5(Math.min(ALWAYS + 2 * bytes, 2 ** 31));
  const id = library.open(PATH, TRUNCATE, false, -1, -1);
  const writer = new Hdf5Writer(library, id);
  for (const [path, attributes] of Object.entries(hdf5)) {
    writer.group(path);
    for (const [name, value] of Object.entries(attributes)) writer.attribute(path, name, value);
  }
  for (const { name, shape, values } of tensors) writer.dataSet(name, shape, values);
  if (id < 0n || library.close_file(id) < 0)
    throw refusal('model', '{} could not be written to an HDF5 file', 'the model');
  return library.FS.readFile(PATH);
}
