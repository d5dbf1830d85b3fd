// A model file with its kernels rounded to int8, as `inkling pack` writes them (src/io/quantization.h).
const LARGEST = 127;

/** Those numbers as whole ones, and a scale for each index of the last axis. */
function quantized(values, shape) {
  const scales = new Float32Array(shape.at(-1));
  values.forEach((value, i) => {
    const channel = i % scales.length;
    scales[channel] = Math.max(scales[channel], Math.abs(value) / LARGEST);
  });
  const whole = Int8Array.from(values, (value, i) => Math.round(value / (scales[i % scales.length] || 1)));
  return { whole, scales: scales.map((scale) => scale || 1) };
}

export function quantizedFile(file) {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const { __metadata__, ...tensors } = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const header = { __metadata__ };
  const parts = [];
  let size = 0;
  const put = (name, dtype, shape, numbers) => {
    header[name] = { dtype, shape, data_offsets: [size, (size += numbers.byteLength)] };
    parts.push(numbers);
  };
  const all = Object.entries(tensors).map(([name, { shape, data_offsets }]) => {
    const values = new Float32Array(file.slice(...data_offsets.map((at) => 8 + length + at)).buffer);
    return { name, shape, ...(shape.length > 1 ? quantized(values, shape) : { values }) };
  });
  for (const { name, shape, values, scales } of all) {
    if (values) put(name, 'F32', shape, values);
    else put(`${name}:scale`, 'F32', [shape.at(-1)], scales);
  }
  for (const { name, shape, whole } of all) if (whole) put(name, 'I8', shape, whole);
  const text = new TextEncoder().encode(JSON.stringify(header));
  return new Blob([BigUint64Array.of(BigInt(text.length)), text, ...parts]).bytes();
}
