import { compile } from './files';
import type { Module, Session } from './module';
import { asError, refusal } from './trouble';
import { featuresOf, type Variant } from './variants';

/** wasm/reading_bindings.cpp: each answers with the address of its Reply, six numbers. */
interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  room(bytes: number): number;
  open(): number;
  close(recognizer: number): number;
  predict(recognizer: number, n: number): number;
  recognize(recognizer: number, drawing_bytes: number): number;
  recognize_picture(recognizer: number, width: number, height: number): number;
  live_objects(): number;
}

/** Says of what is not in this part that it is not. */
function only<Whole extends object>(part: Partial<Whole>): Whole {
  return new Proxy(part as Whole, {
    get(target, name) {
      // A promise asks what it is given whether it is one.
      if (name in target || name === 'then') return Reflect.get(target, name) as unknown;
      throw refusal('part', '{} takes the whole engine, this is the part that reads', name);
    },
  });
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What a call made: where, a text, and numbers. */
interface Reply {
  place: number;
  text: string;
  numbers: Float32Array<ArrayBuffer>;
}

/** The part that reads, which answers as the whole engine does. */
class Reading {
  constructor(private readonly exports: Exports) {}

  /** The reply at this address, copied; throws where the call failed. */
  #reply(address: number): Reply {
    const { buffer } = this.exports.memory;
    const [failed, place, text, text_size, numbers, count] = new Uint32Array(buffer, address, 6);
    const words = new TextDecoder().decode(new Uint8Array(buffer, text, text_size));
    if (failed) throw asError(words);
    return { place, text: words, numbers: new Float32Array(buffer, numbers, count).slice() };
  }

  /** Gives these bytes to the next call. */
  #give(...parts: (Uint8Array | Uint8ClampedArray)[]): void {
    const size = parts.reduce((sum, { length }) => sum + length, 0);
    let { place } = this.#reply(this.exports.room(size));
    for (const part of parts) {
      new Uint8Array(this.exports.memory.buffer).set(part, place);
      place += part.length;
    }
  }

  open(file: Uint8Array): Session {
    const { exports } = this;
    this.#give(file);
    const { place: recognizer, text } = this.#reply(exports.open());
    const about = JSON.parse(text) as { name: string; parameters: number; labels: string[] };
    const answer = (address: number) => {
      const { text: json, numbers } = this.#reply(address);
      const { characters } = JSON.parse(json) as { characters: unknown[] };
      const size = numbers.length / characters.length;
      return { answer: json, images: characters.map((_, i) => numbers.slice(i * size, (i + 1) * size)) };
    };
    return only<Session>({
      name: () => about.name,
      parameters: () => about.parameters,
      labels: () => about.labels,
      predict: (images, n) => {
        this.#give(new Uint8Array(images.buffer, images.byteOffset, images.byteLength));
        return this.#reply(exports.predict(recognizer, n)).numbers;
      },
      recognize: (drawing, steps) => {
        const [strokes, prepared] = [bytesOf(drawing), bytesOf(steps)];
        this.#give(strokes, prepared);
        return answer(exports.recognize(recognizer, strokes.length));
      },
      recognize_picture: ({ width, height, pixels }) => {
        this.#give(pixels);
        return answer(exports.recognize_picture(recognizer, width, height));
      },
      delete: () => void this.#reply(exports.close(recognizer)),
    });
  }
}

/** Loads the part of a variant that reads, from this address. */
export async function loadReading(variant: Variant, file: URL): Promise<Module> {
  const imports = { env: { emscripten_notify_memory_growth() {} } };
  const instance = await WebAssembly.instantiate(await compile(file), imports);
  const exports = instance.exports as unknown as Exports;
  exports._initialize();
  const reading = new Reading(exports);
  return only<Module>({
    open: (bytes) => reading.open(bytes),
    features: () => featuresOf(variant),
    set_thread_count: () => undefined,
    thread_count: () => 1,
    live_objects: () => exports.live_objects(),
    memory_bytes: () => exports.memory.buffer.byteLength,
    PThread: undefined,
  });
}
