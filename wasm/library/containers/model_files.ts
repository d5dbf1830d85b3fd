import { arrived } from '../files';
import { Taken } from './limits';
import { unzip, zip } from './zip';

/** A file of a model, in the form in which the core reads and writes it: src/io/model_files.h. */
export interface ModelFile {
  name: string;
  /** The file as it is, where it is neither HDF5 nor ONNX. */
  bytes?: Uint8Array;
  /** What it holds besides its tensors, where there are no `bytes`. */
  description?: object;
  tensors?: ModelTensor[];
}

export interface ModelTensor {
  name: string;
  shape: number[];
  values: Float32Array;
  /** As src/io/safetensors.h has it; no other file says so. */
  integers?: boolean;
}

/** A file, by its name or its path in an archive. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

const HDF5 = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const ZIP = [0x50, 0x4b, 3, 4];
/** What ONNX files begin with: their first field, the version of the format. */
const PROTOBUF = [0x08];

const begins = ({ bytes }: NamedFile, signature: number[]) => signature.every((byte, i) => bytes[i] === byte);

/** A path without its folders. */
export const plainName = (path: string) =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** The file, or those in an archive. */
function filesIn(file: NamedFile, archives: number, taken: Taken): NamedFile[] {
  Taken.checkDepth(file.name, archives);
  if (!begins(file, ZIP)) return [file];
  return unzip(file.name, file.bytes, taken).flatMap(([name, bytes]) =>
    filesIn({ name, bytes }, archives + 1, taken),
  );
}

/**
 * What is in the files of a model, which are known by how they begin. Throws where one is damaged, or holds more than so small a
 * file may; what is of no kind that is known here comes as it is.
 */
export async function unpackModel(files: Record<string, Uint8Array>): Promise<ModelFile[]> {
  const brought = Object.entries(files).map(([path, bytes]) => ({ name: plainName(path), bytes }));
  const taken = new Taken(brought.reduce((sum, { bytes }) => sum + bytes.length, 0));
  taken.addParts(brought[0]?.name ?? '', brought.length);
  const all = brought.flatMap((file) => filesIn(file, 0, taken));
  const beside = new Set<NamedFile>();
  const models: [NamedFile, ModelFile][] = [];
  for (const file of all) models.push([file, await opened(file, all, beside, taken)]);
  return models.filter(([file]) => !beside.has(file)).map(([, model]) => model);
}

/** `beside` gets the files of `all` that are part of this one. */
async function opened(
  file: NamedFile,
  all: NamedFile[],
  beside: Set<NamedFile>,
  taken: Taken,
): Promise<ModelFile> {
  if (begins(file, HDF5)) {
    const { readHdf5 } = await arrived(import('./hdf5'));
    return readHdf5(file, taken);
  }
  if (begins(file, PROTOBUF) || file.name.endsWith('.onnx')) {
    const { readOnnx } = await arrived(import('./onnx'));
    const find = (path: string) => {
      const found = all.find(({ name }) => plainName(name) === plainName(path));
      if (found) beside.add(found);
      return found?.bytes;
    };
    const model = readOnnx(file, find, taken);
    if (model) return model;
  }
  return file;
}

/** One file as it is to be written: its own bytes, or an archive of them where there are several. The same for the same files. */
export async function packModel(files: ModelFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const packed: [string, Uint8Array][] = [];
  for (const file of files) packed.push([file.name, await packedFile(file)]);
  const file = packed.length === 1 ? packed[0][1] : zip(packed);
  return file as Uint8Array<ArrayBuffer>; // none is shared
}

async function packedFile(file: ModelFile): Promise<Uint8Array> {
  if (file.bytes) return file.bytes;
  if ('hdf5' in file.description!) return (await arrived(import('./hdf5_writing'))).writeHdf5(file);
  return (await arrived(import('./onnx_writing'))).writeOnnx(file);
}
