// Functions left out of a WebAssembly module: https://webassembly.github.io/spec/core/binary/modules.html

const CODE_SECTION = 10;
/** A function of three bytes: no local variables, `unreachable`, the end. */
const UNREACHABLE = Buffer.from([3, 0, 0x00, 0x0b]);

/** The module with `unreachable` in the place of each function that is not to be kept. */
export function without(module, keep) {
  let place = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0, byte = 128; byte & 128; shift += 7) {
      byte = module[place++];
      value += (byte & 127) * 2 ** shift;
    }
    return value;
  };
  const skip = () => {
    const size = number();
    place += size;
  };
  const written = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...written(value >>> 7)]);
  const functions = () => {
    number();
    const count = number();
    const bodies = Array.from({ length: count }, (_, i) => {
      const start = place;
      skip();
      return keep(i) ? module.subarray(start, place) : UNREACHABLE;
    });
    const code = Buffer.concat([Buffer.from(written(count)), ...bodies]);
    return Buffer.concat([Buffer.from([CODE_SECTION, ...written(code.length)]), code]);
  };
  const parts = [module.subarray(0, place)];
  while (place < module.length) {
    const start = place;
    if (module[place++] === CODE_SECTION) {
      parts.push(functions());
    } else {
      skip();
      parts.push(module.subarray(start, place));
    }
  }
  return Buffer.concat(parts);
}
