import start, { program } from 'h5wasm/program';
import { arrived, compile } from '../files';

/** Of a data set or an attribute. */
export interface About {
  /** 0 whole numbers, 1 floats, 3 texts, 8 names for whole numbers (`enum_type`). */
  type: number;
  /** Of one element, in bytes; of a text of any length that of its address. */
  size: number;
  signed: boolean;
  /** Whether they are texts of any length. */
  vlen: boolean;
  /** Of texts: 2 where blanks follow them. */
  strpad?: number;
  /** Null where there is nothing at all. */
  shape: number[] | null;
  total_size: number;
  chunks: number[] | null;
  enum_type?: { type: number };
  /** Where its values lie in other data sets. */
  virtual_sources?: unknown[];
}

/** What is written: sizes of 64 bits. */
export interface Description {
  type: number;
  size: number;
  signed: boolean;
  vlen: boolean;
  /** 0 for ASCII. */
  cset?: number;
  shape: bigint[];
  maxshape: bigint[];
}

/** What is called of h5wasm, by its own names: its functions over HDF5's. A number below 0 says that a call failed. */
export interface Hdf5 {
  open(path: string, mode: number, track_order: boolean, lowest: number, highest: number): bigint;
  close_file(file: bigint): number;
  get_names(file: bigint, path: string, recursive: boolean): string[];
  /** 0 a group, 1 a data set. */
  get_type(file: bigint, path: string): number;
  get_symbolic_link(file: bigint, path: string): string | null;
  get_external_link(file: bigint, path: string): { filename?: string };
  get_attribute_names(file: bigint, path: string): string[];
  get_attribute_metadata(file: bigint, path: string, name: string): About;
  get_attribute_data(file: bigint, path: string, name: string, place: bigint): number;
  get_dataset_metadata(file: bigint, path: string): About;
  get_dataset_filters(file: bigint, path: string): { id: number }[];
  /** All of it, without what chooses a part. */
  get_dataset_data(
    file: bigint,
    path: string,
    count: null,
    offset: null,
    strides: null,
    place: bigint,
  ): number;
  reclaim_vlen_memory(file: bigint, path: string, attribute: string, place: bigint): number;
  create_group(file: bigint, path: string, track_order: boolean): number;
  create_dataset(file: bigint, path: string, place: bigint, about: Description): number;
  create_attribute(file: bigint, path: string, name: string, place: bigint, about: Description): number;
  create_vlen_str_attribute(
    file: bigint,
    path: string,
    name: string,
    texts: string[],
    about: Description,
  ): number;
  _malloc(bytes: number): number;
  _free(place: number): void;
  /** Another one once the memory has grown. */
  HEAPU8: Uint8Array<ArrayBuffer>;
  /** Files in memory. */
  FS: {
    open(path: string, ...rest: unknown[]): unknown;
    writeFile(path: string, bytes: Uint8Array, options?: { canOwn: boolean }): void;
    readFile(path: string): Uint8Array<ArrayBuffer>;
  };
}

interface Imports extends WebAssembly.Imports {
  env: { emscripten_resize_heap: (bytes: number) => boolean; emscripten_date_now: () => number };
}

export interface StartOptions {
  noInitialRun: true;
  print(text: string): void;
  printErr(text: string): void;
  instantiateWasm(
    imports: Imports,
    ready: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

/** The only file that there is. */
export const PATH = '/model.h5';
/** What is found in place of any other file: nothing. */
const NOWHERE = '/nowhere';
const READ_ONLY = 0;

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiled once; where it could not be fetched it is tried again the next time. */
async function compiledProgram(): Promise<WebAssembly.Module> {
  compiled ??= compile(program);
  try {
    return await arrived(compiled);
  } catch (error) {
    compiled = undefined;
    throw error;
  }
}

/**
 * HDF5's library for one file: what goes wrong in it, or what it is led to, does not outlive it. It opens no other file, its
 * memory has `most` bytes at most, and its clock stands still, so that it writes the same bytes each time.
 */
export async function startHdf5(most: number): Promise<Hdf5> {
  const module = await compiledProgram();
  const library = await new Promise<Hdf5>((resolve, reject) => {
    const silent = () => undefined;
    const instantiateWasm: StartOptions['instantiateWasm'] = (imports, ready) => {
      const grow = imports.env.emscripten_resize_heap;
      imports.env.emscripten_resize_heap = (bytes) => bytes >>> 0 <= most && grow(bytes);
      imports.env.emscripten_date_now = () => 0;
      WebAssembly.instantiate(module, imports).then((instance) => ready(instance, module), reject);
      return {};
    };
    start({ noInitialRun: true, print: silent, printErr: silent, instantiateWasm }).then(resolve, reject);
  });
  const { FS } = library;
  const open = FS.open.bind(FS);
  FS.open = (path, ...rest) => (path === PATH ? open(path, ...rest) : open(NOWHERE, READ_ONLY));
  return library;
}
